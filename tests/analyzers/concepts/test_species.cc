// Which everyday and scientific names of taxa count as mentions, and which are something else.
#include "tests/analyzers/concepts/temporary.h"
#include "tests/catch.h"

using Lines = std::vector<std::string>;

namespace {

const osteon::TaggerOptions annotated{.annotated_species = true, .lexicon = {}};

std::string taxon(std::string_view id, std::string_view name,
                  std::string_view kind = "scientific name") {
  return std::string(id) + "\t|\t" + std::string(name) + "\t|\t\t|\t" + std::string(kind) + "\t|\n";
}

}  // namespace

TEST_CASE("an everyday name that several taxa have means none of them") {
  const TemporaryFolder folder;
  const osteon::Vocabulary vocabulary =
      folder.build("names.dmp", taxon("207143", "Aphodius depressus") +
                                    taxon("207143", "reed warbler", "genbank common name") +
                                    taxon("438892", "Onthophagus nigriventris") +
                                    taxon("438892", "reed warbler", "genbank common name") +
                                    taxon("207143", "DBV", "genbank common name") +
                                    taxon("438892", "great tit", "genbank common name"));
  CHECK(accepted(vocabulary, "reed warblers and great tits") == Lines{"[great tits] taxon:438892"});
}

TEST_CASE("a taxon with a name of one word is above species") {
  const TemporaryFolder folder;
  const osteon::Vocabulary vocabulary = folder.build(
      "names.dmp",
      taxon("1883", "Chainia", "synonym") + taxon("1883", "Chainia Thirumalachar 1955") +
          taxon("1883", "Streptomyces", "synonym") + taxon("12080", "Human poliovirus 1") +
          taxon("12080", "Poliovirus", "synonym"));
  CHECK(accepted(vocabulary, "Streptomyces and Poliovirus", annotated) ==
        Lines{"[Poliovirus] taxon:12080"});
  CHECK(accepted(vocabulary, "Streptomyces") == Lines{"[Streptomyces] taxon:1883"});
}

TEST_CASE("oranges are fruits and orange is a colour") {
  const osteon::Vocabulary vocabulary = built_from(
      "MESH:D032084\tspecies\tCitrus sinensis\tOranges\n"
      "MESH:D027826\tspecies\tRosa\tRose|Roses\n"
      "taxon:4451\tspecies\tSagittaria sagittifolia\tArrowhead\n");
  CHECK(accepted(vocabulary, "it rose in the orange box (arrowheads); oranges and roses") ==
        Lines{"[oranges] MESH:D032084", "[roses] MESH:D027826"});
}

TEST_CASE("a catalogue is no cat, what is like yeast is none") {
  const osteon::Vocabulary vocabulary = built_from(
      "taxon:9685\tspecies\tFelis catus\n"
      "taxon:4932\tspecies\tSaccharomyces cerevisiae\n");
  CHECK(accepted(vocabulary, "(Cat. No. 5-12), Cat #77, cat. 1234, Cat no 3; yeast-like cells") ==
        Lines{});
  CHECK(accepted(vocabulary, "a cat. Nothing like yeast, 2 cats") ==
        Lines{"[cat] taxon:9685", "[yeast] taxon:4932", "[cats] taxon:9685"});
}

TEST_CASE("whose a protein is counts in annotated text") {
  const osteon::Vocabulary vocabulary = built_from(
      "taxon:9913\tspecies\tBos taurus\n"
      "MESH:D012710\tprotein\tSerum Albumin, Bovine\tbovine serum albumin\n");
  CHECK(accepted(vocabulary, "bovine serum albumin", annotated) ==
        Lines{"[bovine serum albumin] MESH:D012710", "[bovine] taxon:9913"});
  CHECK(accepted(vocabulary, "bovine serum albumin") ==
        Lines{"[bovine serum albumin] MESH:D012710"});
}
