// Definitions of short forms, each with the whole expected answer.
#include "analyzers/abbreviations.h"
#include "tests/catch.h"

namespace {

std::string found(std::string_view text) {
  std::string result;
  for (const osteon::Abbreviation& a : osteon::find_abbreviations(text)) {
    if (!result.empty()) result += "; ";
    result += std::string(text.substr(a.short_begin, a.short_end - a.short_begin)) + " = " +
              std::string(text.substr(a.long_begin, a.long_end - a.long_begin));
  }
  return result;
}

}  // namespace

TEST_CASE("short forms and their definitions") {
  struct Row {
    const char *text, *definitions;
  };
  const Row rows[] = {
      {"", ""},
      {"No brackets at all.", ""},
      {"Bone mineral density (BMD) was measured.", "BMD = Bone mineral density"},
      {"the loss of skeletal muscle mass (SMM) and", "SMM = skeletal muscle mass"},
      {"quality of life (QoL) and grip strength", "QoL = quality of life"},
      {"mesenchymal stem cells (MSCs) in bone", "MSCs = mesenchymal stem cells"},
      // Lists, as under tables: with commas two entries at least.
      {"TCR = T cell receptor, MHC = major histocompatibility complex.",
       "TCR = T cell receptor; MHC = major histocompatibility complex"},
      {"Abbreviations: UA, uric acid; GR, glutathione reductase; n, number.",
       "UA = uric acid; GR = glutathione reductase"},
      {"IR: insulin resistance\nBMI: body mass index",
       "IR = insulin resistance; BMI = body mass index"},
      {"In PD, people drink more.", ""},
      {"RT, NL and SW wrote it; CS, careful scientist, read it.", ""},
      {"OR = 2.1, P = 0.03", ""},
      {"dual-energy X-ray absorptiometry (DXA)", "DXA = dual-energy X-ray absorptiometry"},
      {"tumor necrosis factor-alpha (TNF-alpha), and", "TNF-alpha = tumor necrosis factor-alpha"},
      {"myostatin (also known as GDF-8) was", ""},
      {"GDF-8 (growth differentiation factor 8) was", "GDF-8 = growth differentiation factor 8"},
      {"falls were fewer (p<0.05) than before (n = 12)", ""},
      {"older adults (see above) and others (e.g. women)", ""},
      {"It fell. Atrophy of muscle (AM) came", "AM = Atrophy of muscle"},
      {"two-dimensional (2D) gels", "2D = two-dimensional"},
      {"interferon gamma (IFN gamma) rose", "IFN gamma = interferon gamma"},
      {"determination of clozapine(CLP) and", "CLP = clozapine"},
      {"ambient temperature (T(a)) fell", "T(a) = ambient temperature"},
      {"unbalanced (BMD", ""},
      {"))((", ""},
      {"estrogen (E) therapy", "E = estrogen"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(found(row.text) == row.definitions);
  }
}
