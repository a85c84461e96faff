// Every usual writing of an id is one id.
#include "analyzers/concept_id.h"
#include "tests/catch.h"

TEST_CASE("ids in their usual writings") {
  struct Row {
    const char *written, *space, *canonical;
  };
  const Row rows[] = {
      {"D055948", "", "MESH:D055948"},
      {"mesh:d055948", "", "MESH:D055948"},
      {" MSH:D055948 ", "", "MESH:D055948"},
      {"D000077185", "", "MESH:D000077185"},
      {"C008692", "", "MESH:C008692"},
      {"C0030246", "", "UMLS:C0030246"},
      {"gene:574453", "", "NCBIGene:574453"},
      {"NCBI Gene 574453", "", "NCBIGene:574453"},
      {"574453", "NCBIGene", "NCBIGene:574453"},
      {"574453", "", ""},
      {"PubChem CID 5056", "", "PubChem:5056"},
      {"chemical:PubChem:5056", "", "PubChem:5056"},
      {"disease:D055948", "", "MESH:D055948"},
      {"taxon:1492", "", "taxon:1492"},
      {"taxon 1492", "", "taxon:1492"},
      {"NCBITaxon:1492", "", "taxon:1492"},
      {"species:1492", "", "taxon:1492"},
      {"MONDO:0005298", "", "MONDO:0005298"},
      {"HGNC:HGNC:6018", "", "HGNC:6018"},
      {"rs113488022", "", "dbSNP:rs113488022"},
      {"LAB:x1", "", "LAB:x1"},
      {"-", "", ""},
      {"", "", ""},
      {"sarcopenia", "", ""},
      {"MESH:", "", ""},
  };
  for (const Row& row : rows) {
    INFO(row.written);
    CHECK(osteon::canonical_id(row.written, row.space) == row.canonical);
  }
}
