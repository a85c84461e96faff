// What a section is by its heading, and which of a paper's ids names it.
#include "corpus/paper.h"

#include <array>
#include <filesystem>
#include <utility>

#include "corpus/text.h"

namespace osteon {
namespace {

using ascii::is_digit;
using ascii::is_letter;
using corpus::is_space;

constexpr std::array<std::string_view, section_kind_count> kind_names{
    "abstract",   "key_points", "introduction", "methods",    "results", "discussion",
    "conclusion", "figure",     "table",        "supplement", "other"};

struct Heading {
  std::string_view text;
  SectionKind kind;
};

// Whole headings, lower case and without number. A topic that merely holds such a word ("Methods
// of measuring muscle") is not a kind, so nothing here is searched for inside a heading.
constexpr Heading whole_headings[] = {
    {"abstract", SectionKind::abstract},
    {"summary", SectionKind::abstract},
    {"structured abstract", SectionKind::abstract},
    {"tl;dr", SectionKind::key_points},
    {"tldr", SectionKind::key_points},
    {"contribution", SectionKind::key_points},
    {"key findings", SectionKind::key_points},
    {"main findings", SectionKind::key_points},
    {"main points", SectionKind::key_points},
    {"key points", SectionKind::key_points},
    {"key messages", SectionKind::key_points},
    {"key message", SectionKind::key_points},
    {"keypoints", SectionKind::key_points},
    {"highlights", SectionKind::key_points},
    {"research highlights", SectionKind::key_points},
    {"significance", SectionKind::key_points},
    {"significance statement", SectionKind::key_points},
    {"executive summary", SectionKind::key_points},
    {"author summary", SectionKind::key_points},
    {"lay summary", SectionKind::key_points},
    {"plain language summary", SectionKind::key_points},
    {"editors' summary", SectionKind::key_points},
    {"take home message", SectionKind::key_points},
    {"take-home message", SectionKind::key_points},
    {"take-home messages", SectionKind::key_points},
    {"what this study adds", SectionKind::key_points},
    {"what is already known on this topic", SectionKind::key_points},
    {"introduction", SectionKind::introduction},
    {"general introduction", SectionKind::introduction},
    {"intro", SectionKind::introduction},
    {"background", SectionKind::introduction},
    {"rationale", SectionKind::introduction},
    {"aim", SectionKind::introduction},
    {"aims", SectionKind::introduction},
    {"objective", SectionKind::introduction},
    {"objectives", SectionKind::introduction},
    {"purpose", SectionKind::introduction},
    {"context", SectionKind::introduction},
    {"method", SectionKind::methods},
    {"methods", SectionKind::methods},
    {"methodology", SectionKind::methods},
    {"material", SectionKind::methods},
    {"materials", SectionKind::methods},
    {"patients", SectionKind::methods},
    {"participants", SectionKind::methods},
    {"subjects", SectionKind::methods},
    {"online methods", SectionKind::methods},
    {"star methods", SectionKind::methods},
    {"star★methods", SectionKind::methods},
    {"methods summary", SectionKind::methods},
    {"patients methods", SectionKind::methods},
    {"experimental", SectionKind::methods},
    {"experimental section", SectionKind::methods},
    {"experimental procedures", SectionKind::methods},
    {"experimental methods", SectionKind::methods},
    {"experimental design", SectionKind::methods},
    {"study design", SectionKind::methods},
    {"study population", SectionKind::methods},
    {"design", SectionKind::methods},
    {"setting", SectionKind::methods},
    {"data collection", SectionKind::methods},
    {"data extraction", SectionKind::methods},
    {"data sources", SectionKind::methods},
    {"study selection", SectionKind::methods},
    {"search strategy", SectionKind::methods},
    {"literature search", SectionKind::methods},
    {"selection criteria", SectionKind::methods},
    {"eligibility criteria", SectionKind::methods},
    {"inclusion criteria", SectionKind::methods},
    {"statistical analysis", SectionKind::methods},
    {"statistical analyses", SectionKind::methods},
    {"statistics", SectionKind::methods},
    {"data analysis", SectionKind::methods},
    {"implementation", SectionKind::methods},
    {"result", SectionKind::results},
    {"results", SectionKind::results},
    {"findings", SectionKind::results},
    {"main results", SectionKind::results},
    {"case", SectionKind::results},
    {"case report", SectionKind::results},
    {"case presentation", SectionKind::results},
    {"discussion", SectionKind::discussion},
    {"general discussion", SectionKind::discussion},
    {"comment", SectionKind::discussion},
    {"limitation", SectionKind::discussion},
    {"limitations", SectionKind::discussion},
    {"strengths", SectionKind::discussion},
    {"study limitations", SectionKind::discussion},
    {"limitations of the study", SectionKind::discussion},
    {"interpretation", SectionKind::discussion},
    {"conclusion", SectionKind::conclusion},
    {"conclusions", SectionKind::conclusion},
    {"concluding remarks", SectionKind::conclusion},
    {"final remarks", SectionKind::conclusion},
    {"closing remarks", SectionKind::conclusion},
    {"perspective", SectionKind::conclusion},
    {"perspectives", SectionKind::conclusion},
    {"future perspectives", SectionKind::conclusion},
    {"future prospects", SectionKind::conclusion},
    {"future directions", SectionKind::conclusion},
    {"future research", SectionKind::conclusion},
    {"future work", SectionKind::conclusion},
    {"outlook", SectionKind::conclusion},
    {"recommendations", SectionKind::conclusion},
    {"implications", SectionKind::conclusion},
    {"figure", SectionKind::figure},
    {"figures", SectionKind::figure},
    {"figure legends", SectionKind::figure},
    {"figure captions", SectionKind::figure},
    {"table", SectionKind::table},
    {"tables", SectionKind::table},
};

// Headings known by how they begin.
constexpr Heading heading_starts[] = {
    {"supplementary ", SectionKind::supplement},
    {"supplemental ", SectionKind::supplement},
    {"supporting information", SectionKind::supplement},
    {"additional file", SectionKind::supplement},
    {"additional files", SectionKind::supplement},
    {"appendix", SectionKind::supplement},
    {"appendices", SectionKind::supplement},
    {"electronic supplementary", SectionKind::supplement},
    {"concluding remarks", SectionKind::conclusion},
    {"conclusion ", SectionKind::conclusion},
    {"conclusions ", SectionKind::conclusion},
};

// Without a number ("2.", "3.1", "IV.", "A.") before it and punctuation around it.
std::string_view strip_numbering(std::string_view heading) {
  heading = corpus::trim(heading);
  std::size_t n = 0;
  while (n < heading.size() && (is_digit(heading[n]) || heading[n] == '.')) ++n;
  if (n == 0) {
    while (n < heading.size() &&
           std::string_view("IVXABCDEFGH").find(heading[n]) != std::string_view::npos) {
      ++n;
    }
    if (n >= heading.size() || (heading[n] != '.' && heading[n] != ')')) n = 0;
  }
  while (n > 0 && n < heading.size() && (heading[n] == '.' || heading[n] == ')')) ++n;
  if (n > 0 && n < heading.size() && !is_space(heading[n]) && !ascii::is_letter(heading[n])) n = 0;
  heading = corpus::trim(heading.substr(n));
  while (!heading.empty() &&
         std::string_view(":.*_ ").find(heading.back()) != std::string_view::npos) {
    heading.remove_suffix(1);
  }
  return heading;
}

SectionKind whole_kind(std::string_view heading) {
  for (const Heading& known : whole_headings) {
    if (known.text == heading) return known.kind;
  }
  for (const Heading& known : heading_starts) {
    if (heading.starts_with(known.text)) return known.kind;
  }
  return SectionKind::other;
}

}  // namespace

std::string_view to_string(SectionKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  return index < kind_names.size() ? kind_names[index] : "other";
}

SectionKind section_kind_of_heading(std::string_view heading) {
  const std::string lowered = corpus::collapse_space(ascii::lower_case(strip_numbering(heading)));
  if (lowered.empty() || lowered.size() > 200) return SectionKind::other;
  if (const SectionKind kind = whole_kind(lowered); kind != SectionKind::other) return kind;
  if (const std::size_t colon = lowered.find(':'); colon != std::string::npos) {
    return whole_kind(std::string(corpus::trim(std::string_view(lowered).substr(0, colon))));
  }
  // "Materials and methods", "Results & discussion", "Results/Discussion": each part must be known;
  // the first says what it is.
  SectionKind first = SectionKind::other;
  std::string_view rest = lowered;
  while (!rest.empty()) {
    std::size_t cut = rest.size();
    std::size_t skip = 0;
    for (const std::string_view border : {" and ", " & ", "/", "|", ", "}) {
      if (const std::size_t at = rest.find(border); at < cut) {
        cut = at;
        skip = border.size();
      }
    }
    std::string_view part = corpus::trim(rest.substr(0, cut));
    if (part.starts_with("and ")) part.remove_prefix(4);
    const SectionKind kind = whole_kind(part);
    if (kind == SectionKind::other) return kind;
    if (first == SectionKind::other) first = kind;
    rest.remove_prefix(cut + skip);
  }
  return first;
}

void assign_paper_id(Paper& paper) {
  if (!paper.ids.pmcid.empty()) {
    paper.id = paper.ids.pmcid;
  } else if (!paper.ids.pmid.empty()) {
    paper.id = paper.ids.pmid;
  } else if (!paper.ids.doi.empty()) {
    paper.id = paper.ids.doi;
  } else {
    // The whole name as given, made plain: file names alone repeat ("README.md").
    std::string name = std::filesystem::path(paper.source).lexically_normal().generic_string();
    paper.id = name.empty() || name == "." ? "untitled" : std::move(name);
  }
}

}  // namespace osteon
