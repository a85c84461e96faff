// Stems and plurals by ending, where Porter 2 has no rule or the wrong one for Greek and Latin
// words.
#include <algorithm>
#include <array>

#include "analyzers/text/words.h"

namespace osteon {
namespace {

bool replace_ending(std::string_view word, std::string_view ending, std::string_view by,
                    std::string& out) {
  if (!word.ends_with(ending)) return false;
  out.assign(word.substr(0, word.size() - ending.size()));
  out += by;
  return true;
}

bool has_vowel(std::string_view word) {
  return word.find_first_of("aeiouy") != std::string_view::npos;
}

/// Plurals of -osis end in these; doses, noses and the sugars' -oses do not.
constexpr std::array<std::string_view, 26> osis_plurals = {
    "gnoses",  "enoses",  "broses",  "leroses", "mboses",  "omoses",  "choses",  "uroses", "ycoses",
    "phoses",  "itoses",  "iptoses", "optoses", "rrhoses", "ytoses",  "atoses",  "idoses", "rdoses",
    "kyloses", "kaloses", "ecroses", "eioses",  "ymoses",  "culoses", "poroses", "loroses"};

/// Ending of the whole family and the stem's ending: hypoxia, hypoxic -> hypoxia.
struct Family {
  std::string_view adjective, noun;
  std::size_t least;  ///< letters that must stand before
};
constexpr std::array<Family, 11> families = {{
    {"penic", "penia", 2},
    {"emic", "emia", 2},
    {"oxic", "oxia", 2},
    {"plasic", "plasia", 2},
    {"plastic", "plasia", 2},
    {"algic", "algia", 2},
    {"plegic", "plegia", 3},
    {"asthenic", "asthenia", 2},
    {"phrenic", "phrenia", 4},
    {"thermic", "thermia", 4},
    {"plegics", "plegia", 3},
}};

}  // namespace

// Regular Latin and Greek plurals to their singulars.
bool Words::singular_by_ending(std::string_view word, std::string& out) const {
  if (word.size() < 5) return false;
  if (word.ends_with("oses")) {
    for (const std::string_view ending : osis_plurals) {
      if (word.ends_with(ending)) return replace_ending(word, "oses", "osis", out);
    }
    return false;
  }
  if (word.ends_with("eses") && word.size() >= 6 && word != "cheeses" && word != "obeses") {
    return replace_ending(word, "eses", "esis", out);
  }
  if (word.ends_with("yses")) return replace_ending(word, "yses", "ysis", out);
  if (word.ends_with("stases")) return replace_ending(word, "ases", "asis", out);
  if (word.ends_with("iases") && word.size() >= 8)
    return replace_ending(word, "iases", "iasis", out);
  if (word.ends_with("itides")) return replace_ending(word, "itides", "itis", out);
  if (word.ends_with("cocci")) return replace_ending(word, "cocci", "coccus", out);
  if (word.ends_with("bacteria") && word.size() > 8) {
    return replace_ending(word, "bacteria", "bacterium", out);
  }
  if (word.ends_with("omata")) return replace_ending(word, "omata", "oma", out);
  if (word.ends_with("ae") && !word.ends_with("aceae") && !word.ends_with("idae") &&
      word != "reggae" && word != "vitae") {
    return replace_ending(word, "ae", "a", out);
  }
  return false;
}

bool Words::stem_by_ending(std::string_view word, std::string& out) const {
  const std::size_t size = word.size();
  if (size < 4) return false;
  if (!has_vowel(word)) {  // snps, rcts, pbmcs
    return word.back() == 's' && word[size - 2] != 's' && replace_ending(word, "s", "", out);
  }
  if (size < 6) return false;
  for (const std::string_view ending : {"inflammatory", "inflammation", "inflammations"}) {
    if (word.ends_with(ending)) return replace_ending(word, ending, "inflamm", out);
  }
  if (word.ends_with("itis")) {  // Porter 2 makes one of hepatitis and hepatic
    out.assign(word);
    return true;
  }
  for (const std::string_view ending : {"ization", "izations", "izational", "izationally", "ize",
                                        "izes", "ized", "izing", "izer", "izers", "izable"}) {
    if (!word.ends_with(ending)) continue;
    const std::string_view before = word.substr(0, size - ending.size());
    const bool own = before.size() >= 3 && has_vowel(before) && before != "pri" &&
                     before != "sei" && before != "resi" && !before.ends_with("ma") &&
                     before != "aga" && before != "cap" && before != "downs" && before != "overs" &&
                     before != "mids";
    return own && replace_ending(word, ending, "iz", out);
  }
  for (const std::string_view ending : {"ification", "ifications"}) {
    if (word.ends_with(ending)) return replace_ending(word, ending, "ifi", out);
  }
  // methyl and methylation: what is put on, and that it is put on
  for (const std::string_view ending :
       {"ylation", "ylations", "ylate", "ylates", "ylated", "ylating"}) {
    if (word.ends_with(ending)) return replace_ending(word, ending, "ylat", out);
  }
  if (kept_adjectives_.contains(word)) return false;
  if (word.ends_with("otic")) return replace_ending(word, "otic", "osi", out);
  for (const Family& family : families) {
    const bool noun = word.ends_with(family.noun);
    if (!noun && !word.ends_with(family.adjective)) continue;
    const std::string_view ending = noun ? family.noun : family.adjective;
    if (size - ending.size() < family.least) return false;
    if (word.ends_with("thermoplastic") || word.ends_with("bioplastic")) return false;
    return replace_ending(word, ending, family.noun, out);
  }
  if (word.ends_with("trophic") && size > 7) return replace_ending(word, "ic", "i", out);
  return false;
}

}  // namespace osteon
