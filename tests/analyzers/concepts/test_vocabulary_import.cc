// Publishers' formats, in miniature, and NLM's own samples where the shared data is there.
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "base/error.h"
#include "tests/analyzers/concepts/temporary.h"
#include "tests/catch.h"

using osteon::no_concept;
using osteon::Vocabulary;

namespace {

constexpr std::string_view mesh = R"(<?xml version="1.0"?>
<DescriptorRecordSet LanguageCode="eng">
<DescriptorRecord DescriptorClass="1"><DescriptorUI>D000001</DescriptorUI>
 <DescriptorName><String>Bone Tonics</String></DescriptorName>
 <TreeNumberList><TreeNumber>D27.505</TreeNumber></TreeNumberList><ConceptList/></DescriptorRecord>
<DescriptorRecord DescriptorClass="1"><DescriptorUI>D000002</DescriptorUI>
 <DescriptorName><String>Osteol</String></DescriptorName>
 <PharmacologicalActionList><PharmacologicalAction><DescriptorReferredTo><DescriptorUI>D000001</DescriptorUI>
 <DescriptorName><String>Bone Tonics</String></DescriptorName></DescriptorReferredTo></PharmacologicalAction></PharmacologicalActionList>
 <TreeNumberList><TreeNumber>D02.100</TreeNumber></TreeNumberList>
 <ConceptList><Concept PreferredConceptYN="Y"><TermList>
  <Term IsPermutedTermYN="N" LexicalTag="NON"><String>Osteol</String></Term>
  <Term IsPermutedTermYN="N" LexicalTag="TRD"><String>Bonifix</String></Term></TermList></Concept></ConceptList></DescriptorRecord>
<DescriptorRecord DescriptorClass="1"><DescriptorUI>D000003</DescriptorUI>
 <DescriptorName><String>Bone Diseases</String></DescriptorName>
 <TreeNumberList><TreeNumber>C05.116</TreeNumber></TreeNumberList><ConceptList/></DescriptorRecord>
<DescriptorRecord DescriptorClass="1"><DescriptorUI>D000004</DescriptorUI>
 <DescriptorName><String>Brittle Bone</String></DescriptorName>
 <TreeNumberList><TreeNumber>C05.116.100</TreeNumber></TreeNumberList><ConceptList/></DescriptorRecord>
</DescriptorRecordSet>)";

constexpr std::string_view obo = R"(format-version: 1.2
ontology: mondo

[Term]
id: MONDO:0000004
name: brittle bone
synonym: "bone brittleness" EXACT []
synonym: "weak skeleton" RELATED []
xref: MESH:D000004 {source="MONDO:equivalentTo"}

[Term]
id: MONDO:0000005
name: brittle bone of the old
is_a: MONDO:0000004 ! brittle bone

[Term]
id: MONDO:0000006
name: obsolete fragility
is_obsolete: true
replaced_by: MONDO:0000004
)";

}  // namespace

TEST_CASE("MeSH and OBO join into one concept with one hierarchy") {
  const TemporaryFolder folder;
  const auto report = osteon::build_vocabulary(
      {folder.write("desc.xml", mesh), folder.write("mondo.obo", obo)}, folder.path("v.osv"));
  const Vocabulary vocabulary = Vocabulary::open(folder.path("v.osv"));
  CHECK(report.concepts == 5);
  CHECK(report.joined == 1);
  CHECK(report.dropped == 1);
  const auto brittle = vocabulary.find_id("MONDO:0000004");
  CHECK(vocabulary.id(brittle) == "MESH:D000004");
  CHECK(vocabulary.find_id("MONDO:0000006") == brittle);
  CHECK(vocabulary.find_name("bone brittleness") == std::vector<osteon::ConceptIndex>{brittle});
  const auto old = vocabulary.find_id("MONDO:0000005");
  std::vector<std::string> above;
  for (auto index : vocabulary.ancestors(old)) above.emplace_back(vocabulary.id(index));
  CHECK(above == std::vector<std::string>{"MESH:D000004", "MESH:D000003"});
  // A broader synonym is found by look-up and is no mention.
  CHECK(accepted(vocabulary, "weak skeleton").empty());
  // The second hierarchy: what it does.
  const auto osteol = vocabulary.find_id("D000002");
  CHECK(vocabulary.type(osteol) == "chemical");
  REQUIRE(vocabulary.actions(osteol).size() == 1);
  CHECK(vocabulary.id(vocabulary.ancestors(osteol).at(0)) == "MESH:D000001");
  CHECK(vocabulary.type(vocabulary.find_id("D000001")) == "drug_class");
}

TEST_CASE("what MONDO says of diseases is no disease") {
  const TemporaryFolder folder;
  const auto vocabulary = folder.build(
      "mondo.obo",
      "format-version: 1.2\nontology: mondo\n\n"
      "[Term]\nid: MONDO:0700063\nname: complete\nis_a: MONDO:0700061 ! mosaic vs complete\n\n"
      "[Term]\nid: MONDO:0700061\nname: mosaic vs complete\nis_a: MONDO:0021125\n\n"
      "[Term]\nid: MONDO:0021125\nname: disease characteristic\n\n"
      "[Term]\nid: MONDO:0000004\nname: brittle bone\n");
  CHECK(vocabulary.size() == 1);
  CHECK(vocabulary.find_id("MONDO:0700063") == no_concept);
  CHECK(accepted(vocabulary, "complete loss in brittle bone").size() == 1);
}

TEST_CASE("genes are those of the species that the text is about") {
  const TemporaryFolder folder;
  const std::string genes =
      "#tax_id\tGeneID\tSymbol\tLocusTag\tSynonyms\tdbXrefs\tchromosome\tmap_"
      "location\tdescription\t"
      "type_of_gene\tSymbol_from\tFull_name\tNomenclature_status\tOther_designations\tdate\tft\n"
      "9606\t11\tBON1\t-\tBN1|Z-1\tHGNC:HGNC:5\t-\t-\tbonin 1\tprotein-coding\tBON1\tbonin "
      "1\tO\t-\t-\t-\n"
      "10090\t12\tBon1\t-\t-\t-\t-\t-\tbonin 1\tprotein-coding\tBon1\tbonin 1\tO\t-\t-\t-\n"
      "9606\t13\tBON1-E\t-\t-\t-\t-\t-\tenhancer\tbiological-region\t-\t-\t-\t-\t-\t-\n";
  const std::string taxa =
      "9606\t|\tHomo sapiens\t|\t\t|\tscientific name\t|\n"
      "9606\t|\thuman\t|\t\t|\tgenbank common name\t|\n"
      "10090\t|\tMus musculus\t|\t\t|\tscientific name\t|\n"
      "10090\t|\thouse mouse\t|\t\t|\tgenbank common name\t|\n";
  const std::string nodes = "9606\t|\t1\t|\tspecies\t|\n10090\t|\t1\t|\tspecies\t|\n";
  osteon::build_vocabulary(
      {folder.write("genes", genes), folder.write("names", taxa), folder.write("nodes", nodes)},
      folder.path("v.osv"));
  const Vocabulary vocabulary = Vocabulary::open(folder.path("v.osv"));
  CHECK(vocabulary.find_id("HGNC:5") == vocabulary.find_id("11", "gene"));
  CHECK(vocabulary.find_id("13", "gene") == no_concept);
  using Lines = std::vector<std::string>;
  CHECK(accepted(vocabulary, "BON1 grows") == Lines{"[BON1] NCBIGene:11"});
  CHECK(accepted(vocabulary, "BON1 in patients") == Lines{"[BON1] NCBIGene:11"});
  CHECK(accepted(vocabulary, "In mice Bon1 grows") ==
        Lines{"[mice] taxon:10090", "[Bon1] NCBIGene:12"});
  CHECK(
      accepted(vocabulary, "H. sapiens. Mus musculus and M. musculus") ==
      Lines{"[H. sapiens] taxon:9606", "[Mus musculus] taxon:10090", "[M. musculus] taxon:10090"});
}

TEST_CASE("gzip is read directly and a cut file is refused") {
  const TemporaryFolder folder;
  const std::string path = folder.path("mondo.obo.gz");
  gzFile file = gzopen(path.c_str(), "wb");
  std::string text(obo);
  for (int i = 10; i < 2000; ++i)
    text += "\n[Term]\nid: MONDO:" + std::to_string(1000000 + i * 7919) + "\nname: number " +
            std::to_string(i * 31) + "\n";
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  CHECK(osteon::build_vocabulary({path}, folder.path("v.osv")).concepts == 1992);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  CHECK_THROWS_AS(osteon::build_vocabulary({path}, folder.path("v.osv")), osteon::Error);
}

TEST_CASE("a table of two ids joins what they name") {
  const TemporaryFolder folder;
  osteon::build_vocabulary(
      {folder.write("desc.xml", mesh), folder.write("map.tsv", "5056\tD000002\n")},
      folder.path("v.osv"));
  const Vocabulary vocabulary = Vocabulary::open(folder.path("v.osv"));
  CHECK(vocabulary.find_id("PubChem CID 5056") == vocabulary.find_id("MESH:D000002"));
}

TEST_CASE("NLM's own samples are read") {
  const char* shared = std::getenv("OSTEON_SAMPLES");
  const std::string folder_name = shared == nullptr ? "" : shared;
  if (folder_name.empty() || !std::filesystem::exists(folder_name + "/desc-samples.xml")) {
    std::cout << "skipped: set OSTEON_SAMPLES to the folder of mesh_xml_samples\n";
    return;
  }
  const TemporaryFolder folder;
  const auto report = osteon::build_vocabulary(
      {folder_name + "/desc-samples.xml", folder_name + "/supp-samples.xml"}, folder.path("v.osv"));
  CHECK(report.concepts > 3);
  CHECK_THROWS_AS(
      osteon::build_vocabulary({folder_name + "/qual-samples.xml"}, folder.path("q.osv")),
      osteon::Error);
}

TEST_CASE(
    "cell lines of Cellosaurus have their synonyms, and not their species and disease as ids") {
  const TemporaryFolder folder;
  const auto vocabulary = folder.build("cells.obo",
                                       "format-version: 1.2\n"
                                       "default-namespace: cellosaurus\n\n"
                                       "[Term]\nid: CVCL_0030\nname: HeLa\n"
                                       "synonym: \"Henrietta Lacks cells\" RELATED []\n"
                                       "subset: Cancer_cell_line\n"
                                       "xref: CLO:CLO_0003684\n"
                                       "xref: NCIt:C27677 ! Cervical adenocarcinoma\n"
                                       "xref: NCBI_TaxID:9606 ! Homo sapiens (Human)\n"
                                       "comment: \"Group: Space-flown cell line.\"\n\n"
                                       "[Term]\nid: CVCL_1276\nname: HeLa 229\n"
                                       "xref: NCBI_TaxID:9606 ! Homo sapiens (Human)\n"
                                       "relationship: derived_from CVCL_0030 ! HeLa\n");
  const auto hela = vocabulary.find_id("CVCL_0030");
  REQUIRE(hela != osteon::no_concept);
  CHECK(vocabulary.type(hela) == "cell_line");
  CHECK(vocabulary.at(hela).ids ==
        std::vector<std::string>{"Cellosaurus:CVCL_0030", "CLO:CLO_0003684"});
  CHECK(vocabulary.find_id("cellosaurus:cvcl_0030") == hela);
  CHECK(vocabulary.find_id("Cellosaurus:0030") == hela);
  CHECK(vocabulary.find_id("NCIT:C27677") == osteon::no_concept);
  CHECK(accepted(vocabulary, "HeLa or Henrietta Lacks cells.") ==
        std::vector<std::string>{"[HeLa] Cellosaurus:CVCL_0030",
                                 "[Henrietta Lacks cells] Cellosaurus:CVCL_0030"});
}
