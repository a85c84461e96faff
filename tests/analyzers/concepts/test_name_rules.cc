// The rules in analyzers/data, each on a text that it decides.
#include "tests/analyzers/concepts/temporary.h"
#include "tests/catch.h"

using Lines = std::vector<std::string>;

TEST_CASE("disease names are known in the words that mean the same") {
  const osteon::Vocabulary vocabulary = built_from(
      "MESH:D012164\tdisease\tRetinal Diseases\n"
      "MESH:D018376\tdisease\tCardiovascular Abnormalities\n"
      "OMIM:613779\tdisease\tcomplement component 3 deficiency\tC3 deficiency\n"
      "MESH:D003677\tdisease\tDeficiency Diseases\tDisease, Deficiency\n"
      "MESH:D009422\tdisease\tNervous System Diseases\n"
      "MESH:D020371\tdisease\tPelizaeus-Merzbacher Disease\n"
      "MESH:D001260\tdisease\tAtaxia Telangiectasia\tA-T\n");
  CHECK(accepted(vocabulary, "retinal damage, cardiovascular malformations, deficiency of C3") ==
        Lines{"[retinal damage] MESH:D012164", "[cardiovascular malformations] MESH:D018376",
              "[deficiency of C3] OMIM:613779"});
  // Two things with a comma between them are not one coordinated name.
  CHECK(accepted(vocabulary, "the nervous system, Pelizaeus-Merzbacher disease") ==
        Lines{"[Pelizaeus-Merzbacher disease] MESH:D020371"});
  // A base and its substitute; the name itself where the text defines it.
  CHECK(accepted(vocabulary, "1234 A-->T and A T") == Lines{});
  CHECK(accepted(vocabulary, "ataxia telangiectasia (A-T)") ==
        Lines{"[ataxia telangiectasia] MESH:D001260", "[A-T] MESH:D001260"});
}

TEST_CASE("a stopped name of several words keeps its words from being names") {
  const osteon::Vocabulary vocabulary = built_from(
      "MESH:D000409\tchemical\tAlanine\n"
      "MESH:C041115\tchemical\tisoleucylvaline\tIle-Val\n"
      "NCBIGene:2875\tgene\tGPT\talanine aminotransferase\n");
  CHECK(accepted(vocabulary, "serum alanine aminotransferase") == Lines{});
  CHECK(accepted(vocabulary, "alanine in serum") == Lines{"[alanine] MESH:D000409"});
  CHECK(accepted(vocabulary, "carriers of Ile/Val; isoleucylvaline") ==
        Lines{"[isoleucylvaline] MESH:C041115"});
}

TEST_CASE("headings turned round for an index are no names across a comma") {
  const TemporaryFolder folder;
  const osteon::Vocabulary vocabulary = folder.build(
      "desc.xml",
      "<DescriptorRecordSet><DescriptorRecord><DescriptorUI>D000001</DescriptorUI>"
      "<DescriptorName><String>Fever, Yellow</String></DescriptorName>"
      "<TreeNumberList><TreeNumber>C01.1</TreeNumber></TreeNumberList><ConceptList><Concept>"
      "<TermList><Term IsPermutedTermYN=\"N\"><String>Fever, Yellow</String></Term>"
      "<Term IsPermutedTermYN=\"Y\"><String>Yellow, Fever</String></Term></TermList>"
      "</Concept></ConceptList></DescriptorRecord></DescriptorRecordSet>");
  CHECK(accepted(vocabulary, "fever, yellow skin") == Lines{"[fever, yellow] MESH:D000001"});
  CHECK(accepted(vocabulary, "the skin is yellow, fever is high") == Lines{});
}

TEST_CASE("supplementary records without headings: class or number tell diseases") {
  const TemporaryFolder folder;
  const auto record = [](const std::string& attributes, const std::string& id,
                         const std::string& name) {
    return "<SupplementalRecord" + attributes + "><SupplementalRecordUI>" + id +
           "</SupplementalRecordUI><SupplementalRecordName><String>" + name +
           "</String></SupplementalRecordName></SupplementalRecord>";
  };
  const osteon::Vocabulary vocabulary = folder.build(
      "supp.xml",
      "<SupplementalRecordSet>" + record(" SCRClass=\"1\"", "C537667", "Bednar&amp;apos;s tumor") +
          record(" SCRClass=\"3\"", "C600001", "Some new syndrome") +
          record(" SCRClass=\"1\"", "C100001", "bednarine") + "</SupplementalRecordSet>");
  const auto type = [&](const char* id) { return vocabulary.type(vocabulary.find_id(id)); };
  CHECK(type("MESH:C537667") == "disease");
  CHECK(type("MESH:C600001") == "disease");
  CHECK(type("MESH:C100001") == "chemical");
  CHECK(vocabulary.name(vocabulary.find_id("MESH:C537667")) == "Bednar's tumor");
}

TEST_CASE("strains and cell lines tell whose genes are meant, nude mice do not") {
  const TemporaryFolder folder;
  const osteon::Vocabulary vocabulary =
      folder.build("gene_info",
                   "#tax_id\tGeneID\tSymbol\tLocusTag\tSynonyms\tdbXrefs\tchromosome\t"
                   "map_location\tdescription\ttype_of_gene\n"
                   "9606\t4609\tMYC\t-\t-\t-\t8\t-\tMYC "
                   "proto-oncogene\tprotein-coding\t-\t-\tO\t-\t20240101\t-\n"
                   "10090\t17869\tMyc\t-\t-\t-\t15\t-\tmyelocytomatosis "
                   "oncogene\tprotein-coding\t-\t-\tO\t-\t20240101\t-\n");
  CHECK(accepted(vocabulary, "Myc in C57BL/6 marrow") == Lines{"[Myc] NCBIGene:17869"});
  CHECK(accepted(vocabulary, "MYC in leukemia") == Lines{"[MYC] NCBIGene:4609"});
  CHECK(accepted(vocabulary, "MYC in xenografts, nude mice") == Lines{"[MYC] NCBIGene:4609"});
  CHECK(accepted(vocabulary, "MYC in nude mice") == Lines{"[MYC] NCBIGene:4609"});
}

TEST_CASE("a phrase with a sense of its own keeps the name inside it from being one") {
  const osteon::Vocabulary vocabulary = built_from("MESH:D006225\tanatomy\tHand\tHands\n");
  CHECK(accepted(vocabulary, "On the other hand, she raised the other hands and one hand.") ==
        Lines{});
  CHECK(tagged(vocabulary, "on the other hand").front().starts_with("! "));
  CHECK(accepted(vocabulary, "the hand") == Lines{"[hand] MESH:D006225"});
  const osteon::Vocabulary both =
      built_from("MESH:D015032\tchemical\tZinc\nMESH:D016335\tprocess\tZinc Fingers\n");
  CHECK(accepted(both, "zinc in a zinc finger") ==
        Lines{"[zinc] MESH:D015032", "[zinc finger] MESH:D016335"});
}

TEST_CASE("a supplementary record with a gene's symbol and another of its names is its protein") {
  const TemporaryFolder folder;
  const std::string genes = folder.write(
      "gene_info",
      "#tax_id\tGeneID\tSymbol\tLocusTag\tSynonyms\tdbXrefs\tchromosome\tmap_location\t"
      "description\ttype_of_gene\n"
      "9606\t8646\tCHRD\t-\t-\t-\t3\t-\tchordin\tprotein-coding\t-\t-\tO\t-\t20240101\t-\n"
      "9606\t6908\tTBP\t-\t-\t-\t6\t-\tTATA-box binding protein\tprotein-coding\t-\t-\tO\t-\t"
      "20240101\t-\n");
  const auto record = [](const std::string& id, const std::string& name, const std::string& other) {
    return "<SupplementalRecord SCRClass=\"1\"><SupplementalRecordUI>" + id +
           "</SupplementalRecordUI><SupplementalRecordName><String>" + name +
           "</String></SupplementalRecordName><ConceptList><Concept><TermList><Term><String>" +
           name + "</String></Term><Term><String>" + other +
           "</String></Term></TermList></Concept></ConceptList></SupplementalRecord>";
  };
  const std::string records = folder.write(
      "supp.xml", "<SupplementalRecordSet>" + record("C054234", "chordin", "CHRD") +
                      record("C010000", "tributyl phosphate", "TBP") + "</SupplementalRecordSet>");
  osteon::build_vocabulary({genes, records}, folder.path("out.osv"));
  const osteon::Vocabulary vocabulary = osteon::Vocabulary::open(folder.path("out.osv"));
  CHECK(vocabulary.find_id("MESH:C054234") == vocabulary.find_id("NCBIGene:8646"));
  CHECK(vocabulary.type(vocabulary.find_id("MESH:C010000")) == "chemical");
}

TEST_CASE("the code of an amino acid is no drug's short name") {
  const osteon::Vocabulary vocabulary = built_from("MESH:D000068756\tchemical\tValsartan\tVal\n");
  CHECK(accepted(vocabulary, "carriers of Val/Val on valsartan") ==
        Lines{"[valsartan] MESH:D000068756"});
  CHECK(accepted(vocabulary, "valsartan (Val) for Val") ==
        Lines{"[valsartan] MESH:D000068756", "[Val] MESH:D000068756", "[Val] MESH:D000068756"});
}

TEST_CASE("a name before a word that makes another thing of it is no mention") {
  const osteon::Vocabulary vocabulary = built_from(
      "MESH:D006046\tchemical\tGold\n"
      "MESH:D002056\tdisease\tBurns\tBurn\n");
  CHECK(accepted(vocabulary, "the gold standards of burn-out; gold salts, a burn. Out of reach") ==
        Lines{"[gold] MESH:D006046", "[burn] MESH:D002056"});
}
