// Superseded ids find their successors, and the report tells what became of every record.
#include <algorithm>

#include "tests/analyzers/concepts/temporary.h"
#include "tests/catch.h"

using osteon::LeftOut;
using osteon::no_concept;
using osteon::Vocabulary;

namespace {

std::string descriptors(const std::string& year, const std::string& records) {
  return "<?xml version=\"1.0\"?>\n<!DOCTYPE DescriptorRecordSet SYSTEM "
         "\"nlmdescriptorrecordset_" +
         year + "0101.dtd\">\n<DescriptorRecordSet>" + records + "</DescriptorRecordSet>";
}

std::string substances(const std::string& year, const std::string& records) {
  return "<?xml version=\"1.0\"?>\n<!DOCTYPE SupplementalRecordSet SYSTEM "
         "\"nlmsupplementalrecordset_" +
         year + "0101.dtd\">\n<SupplementalRecordSet>" + records + "</SupplementalRecordSet>";
}

std::string concepts(const std::vector<std::string>& numbers) {
  std::string text = "<ConceptList>";
  for (std::size_t i = 0; i < numbers.size(); ++i)
    text += "<Concept PreferredConceptYN=\"" + std::string(i == 0 ? "Y" : "N") + "\"><ConceptUI>" +
            numbers[i] + "</ConceptUI></Concept>";
  return text + "</ConceptList>";
}

std::string heading(const std::string& id, const std::string& name,
                    const std::vector<std::string>& numbers) {
  return "<DescriptorRecord><DescriptorUI>" + id + "</DescriptorUI><DescriptorName><String>" +
         name + "</String></DescriptorName><TreeNumberList><TreeNumber>D02.1" + id.substr(4) +
         "</TreeNumber></TreeNumberList>" + concepts(numbers) + "</DescriptorRecord>";
}

std::string substance(const std::string& id, const std::string& name,
                      const std::vector<std::string>& numbers) {
  return "<SupplementalRecord SCRClass=\"1\"><SupplementalRecordUI>" + id +
         "</SupplementalRecordUI><SupplementalRecordName><String>" + name +
         "</String></SupplementalRecordName>" + concepts(numbers) + "</SupplementalRecord>";
}

constexpr const char* genes =
    "#tax_id\tGeneID\tSymbol\tLocusTag\tSynonyms\tdbXrefs\tchromosome\tmap_location\tdescription\t"
    "type_of_gene\tSymbol_from\tFull_name\tNomenclature_status\tOther_designations\tdate\tft\n"
    "9606\t11\tBON1\t-\tBN1\tMIM:600001|HGNC:HGNC:5\t-\t-\tbonin 1\tprotein-coding\tBON1\tbonin "
    "1\tO\t-\t-\t-\n";

constexpr const char* ontology =
    "format-version: 1.2\nontology: mondo\n\n"
    "[Term]\nid: MONDO:0000004\nname: brittle bone\nalt_id: MONDO:0000044\n\n"
    "[Term]\nid: MONDO:0000005\nname: obsolete fragility\nis_obsolete: true\n"
    "replaced_by: MONDO:0000004\n\n"
    "[Term]\nid: MONDO:0000006\nname: obsolete frailty\nis_obsolete: true\n"
    "replaced_by: MONDO:0000005\n\n"
    "[Term]\nid: MONDO:0000007\nname: obsolete nothing\nis_obsolete: true\n";

}  // namespace

TEST_CASE("superseded ids of every publisher find their successors") {
  const TemporaryFolder folder;
  const auto report = osteon::build_vocabulary(
      {folder.write("gene_history",
                    "#tax_id\tGeneID\tDiscontinued_GeneID\tDiscontinued_Symbol\tDiscontinue_Date\n"
                    "9606\t11\t70\tBON\t20050101\n9606\t70\t71\tBO\t20040101\n"
                    "9606\t-\t72\tBAD\t20060101\n9606\t99\t73\tGONE\t20060101\n"),
       folder.write("gene_info", genes), folder.write("mondo.obo", ontology),
       folder.write("merged.dmp", "20\t|\t10090\t|\n"), folder.write("delnodes.dmp", "21\t|\n"),
       folder.write("names.dmp",
                    "10090\t|\tMus musculus\t|\t\t|\tscientific name\t|\n"
                    "10090\t|\tMus musculus Linnaeus, 1758\t|\t\t|\tauthority\t|\n")},
      folder.path("v.osv"));
  const Vocabulary vocabulary = Vocabulary::open(folder.path("v.osv"));
  struct Row {
    const char *old, *now;
  };
  for (const Row& row :
       {Row{"NCBIGene:70", "NCBIGene:11"}, Row{"gene:71", "NCBIGene:11"},
        Row{"MONDO:0000044", "MONDO:0000004"}, Row{"MONDO:0000005", "MONDO:0000004"},
        Row{"mondo:0000006", "MONDO:0000004"}, Row{"taxon:20", "taxon:10090"}}) {
    INFO(row.old);
    const auto found = vocabulary.find_id(row.old);
    REQUIRE(found != no_concept);
    CHECK(vocabulary.id(found) == row.now);
    const auto shown = vocabulary.at(found).ids;
    CHECK(std::ranges::find(shown, row.old) == shown.end());
  }
  for (const char* gone : {"NCBIGene:72", "NCBIGene:73", "MONDO:0000007", "taxon:21"}) {
    INFO(gone);
    CHECK(vocabulary.find_id(gone) == no_concept);
  }
  CHECK(report.dropped == 3);
}

TEST_CASE("a MeSH record of an older release leads to the one that holds its concept") {
  const TemporaryFolder folder;
  const std::string old_headings = descriptors("2015", heading("D000001", "Osteol", {"M01"}) +
                                                           heading("D000002", "Bonol", {"M02"}) +
                                                           heading("D000003", "Marrol", {"M03"}));
  const std::string old_substances = substances(
      "2015", substance("C000001", "calcifix", {"M04"}) + substance("C000002", "stayol", {"M05"}) +
                  substance("C000003", "lostol", {"M06"}));
  const std::string headings = descriptors(
      "2024", heading("D000001", "Osteol", {"M01", "M02"}) + heading("D000003", "Marrol", {"M07"}) +
                  heading("D000009", "Calcifix", {"M04", "M03"}));
  const std::string now = substances("2024", substance("C000002", "stayol", {"M05"}));
  // In whatever order the files are given.
  for (const bool newest_first : {false, true}) {
    INFO(newest_first);
    std::vector<std::string> files = {folder.write("d15", old_headings),
                                      folder.write("s15", old_substances),
                                      folder.write("d24", headings), folder.write("s24", now)};
    if (newest_first) std::ranges::reverse(files);
    osteon::build_vocabulary(files, folder.path("v.osv"));
    const Vocabulary vocabulary = Vocabulary::open(folder.path("v.osv"));
    const auto id = [&](const char* asked) {
      const auto found = vocabulary.find_id(asked);
      return found == no_concept ? "none" : std::string(vocabulary.id(found));
    };
    CHECK(id("MESH:C000001") == "MESH:D000009");  // a substance became a heading
    CHECK(id("MESH:D000002") == "MESH:D000001");  // two headings became one
    CHECK(id("MESH:D000003") == "MESH:D000003");  // it has its id still, whatever it is named after
    CHECK(id("MESH:C000002") == "MESH:C000002");
    CHECK(id("MESH:C000003") == "MESH:C000003");  // nobody took its place
    CHECK(vocabulary.find_name("calcifix").size() == 1);
  }
}

TEST_CASE("the report tells sources, joins and all that was left out") {
  const TemporaryFolder folder;
  std::vector<std::string> told;
  const std::string table =
      "MESH:D1\tdisease\tBone loss\tbone loss|Bone loss\tMESH:D77\tMONDO:1|MONDO:2|nobody knows\n"
      "MESH:D2\tchemical\tBonol\t\t\tMONDO:1\n"
      "MONDO:1\tdisease\tBone loss\nMONDO:2\tdisease\tLoss of bone\n";
  const std::string long_name(200, 'x');
  const auto report = osteon::build_vocabulary(
      {folder.write("lab.tsv", table), folder.write("obo", ontology),
       folder.write("map", "9999\tMESH:D88\n8888\tMESH:D2\n"),
       folder.write("more.tsv", "LAB:1\tchemical\t" + long_name + "\n")},
      folder.path("v.osv"), {}, [&](const LeftOut& what) {
        told.push_back(what.kind + ": " + what.item + " of " + what.concerns + ": " + what.reason);
      });
  REQUIRE(report.sources.size() == 4);
  CHECK(report.sources[0].file == folder.path("lab.tsv"));
  CHECK(report.sources[0].format == "table of concepts");
  CHECK(report.sources[0].concepts == 4);
  CHECK(report.sources[0].names == 6);
  CHECK(report.sources[0].ids == 7);
  CHECK(report.sources[1].format == "OBO");
  CHECK(report.sources[2].format == "table of ids");
  CHECK(report.joined == 1);
  REQUIRE(report.joins.size() == 1);
  CHECK(report.joins[0].rule == "a reference, and equal preferred names");
  CHECK(report.fingerprint == Vocabulary::open(folder.path("v.osv")).fingerprint());
  std::ranges::sort(told);
  CHECK(told ==
        std::vector<std::string>{
            "id: PubChem:9999 of MESH:D88: joined by a table with another that no source has",
            "id: nobody knows of MESH:D1: of a register that is not known here",
            "join: MESH:D1 of MONDO:2: a conflict: a better match has taken the place",
            "join: MESH:D2 of MONDO:1: things of different types",
            "name: Bone loss of MESH:D1: said before of the same thing",
            "name: Bone loss of MONDO:1: said before of the same thing",
            "name: " + long_name + " of : too long to be looked for in text; kept to be shown",
            "parent: MESH:D77 of MESH:D1: in no source",
            "record: MONDO:0000005 of MONDO:0000004: obsolete; its id leads to its successor",
            "record: MONDO:0000006 of MONDO:0000005: obsolete; its id leads to its successor",
            "record: MONDO:0000007 of : obsolete, without a successor"});
  std::uint64_t counted = 0;
  for (const auto& reason : report.left_out) {
    counted += reason.count;
    CHECK(reason.first.size() == std::min<std::size_t>(reason.count, 5));
  }
  CHECK(counted == told.size());
  CHECK(report.dropped == 3);
}
