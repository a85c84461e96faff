// Recognises identifiers and years by their form.
#include "searcher/query/words.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace osteon {
namespace {

using ascii::all_digits;
using ascii::is_digit;
using ascii::is_letter;

using Kind = Query::Kind;

Query paper(std::string field, std::string text) {
  Query q;
  q.kind = Kind::paper;
  q.field = std::move(field);
  q.text = std::move(text);
  return q;
}

bool looks_like_doi(std::string_view text) {
  if (text.substr(0, 3) != "10.") return false;
  const std::size_t slash = text.find('/');
  return slash != std::string_view::npos && slash >= 7 && slash <= 12 &&
         all_digits(text.substr(3, 4)) && slash + 1 < text.size();
}

std::string_view without_prefix(std::string_view text, std::string_view low,
                                std::initializer_list<std::string_view> prefixes) {
  for (const std::string_view p : prefixes) {
    if (low.substr(0, p.size()) == p) return text.substr(p.size());
  }
  return text;
}

/// "arXiv:2103.00020v2" and its address -> 2103.00020; empty for what is none. arXiv makes DOIs of
/// its numbers.
std::string_view arxiv_number(std::string_view low) {
  const std::string_view rest = without_prefix(
      low, low, {"arxiv:", "https://arxiv.org/abs/", "http://arxiv.org/abs/", "arxiv.org/abs/"});
  if (rest.size() == low.size() || rest.size() < 9 || rest[4] != '.' ||
      !all_digits(rest.substr(0, 4)))
    return {};
  std::size_t end = 5;
  while (end < rest.size() && is_digit(rest[end])) ++end;
  const bool version = end < rest.size() && rest[end] == 'v' && all_digits(rest.substr(end + 1));
  return (end == 9 || end == 10) && (end == rest.size() || version) ? rest.substr(0, end)
                                                                    : std::string_view{};
}

/// The registries whose ids are never ordinary words.
constexpr std::array<std::string_view, 13> id_spaces = {
    "mesh", "mondo", "ncbigene", "taxon", "ncbitaxon", "pubchem", "doid",
    "omim", "umls",  "hgnc",     "chebi", "hp",        "name"};

int year_of(std::string_view text) {
  while (!text.empty() && !is_digit(text.front())) text.remove_prefix(1);
  if (text.size() < 4 || !all_digits(text.substr(0, 4))) return 0;
  if (text.size() > 4 && is_digit(text[4])) return 0;
  return std::stoi(std::string(text.substr(0, 4)));
}

/// Four digits, as year_of() reads them.
std::string year_text(int year) {
  const std::string digits = std::to_string(std::clamp(year, 1, 9999));
  return std::string(4 - digits.size(), '0') + digits;
}

}  // namespace

std::optional<Query> read_paper_id(std::string_view word) {
  const std::string low = ascii::lower_case(word);
  const std::string_view doi =
      without_prefix(low, low,
                     {"https://doi.org/", "http://doi.org/", "https://dx.doi.org/",
                      "http://dx.doi.org/", "https://www.doi.org/", "doi.org/", "dx.doi.org/"});
  if (looks_like_doi(doi)) return paper("doi", std::string(doi));
  if (const std::string_view number = arxiv_number(low); !number.empty())
    return paper("doi", "10.48550/arxiv." + std::string(number));
  std::string_view rest = low;
  if (low.substr(0, 4) == "http" || low.find("nih.gov/") != std::string::npos) {
    while (!rest.empty() && rest.back() == '/') rest.remove_suffix(1);
    const std::size_t slash = rest.rfind('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const bool pubmed = rest.find("pubmed") != std::string_view::npos ||
                        rest.find("/med/") != std::string_view::npos;
    rest = rest.substr(slash + 1);
    if (pubmed && all_digits(rest)) return paper("pmid", std::string(rest));
  }
  if (rest.substr(0, 3) == "pmc" && rest.size() >= 6 && all_digits(rest.substr(3))) {
    return paper("pmcid", ascii::upper_case(rest));
  }
  return std::nullopt;
}

Query read_paper_field(const std::string& field, std::string_view value) {
  if (auto found = read_paper_id(value)) return *found;
  const std::string low = ascii::lower_case(value);
  if (field == "id") {
    for (const std::string_view inner : {"pmid", "pmcid", "doi"}) {
      if (low.size() > inner.size() && low.compare(0, inner.size(), inner) == 0 &&
          low[inner.size()] == ':') {
        return read_paper_field(std::string(inner), value.substr(inner.size() + 1));
      }
    }
    if (auto found = read_concept_id(value)) return *found;
  }
  if (field == "pmcid" && all_digits(low)) return paper("pmcid", "PMC" + low);
  if (field == "doi") return paper("doi", low);
  return paper(field, field == "pmid" ? low : std::string(value));
}

std::optional<Query> read_concept_id(std::string_view word) {
  Query q;
  q.kind = Kind::concept_id;
  q.text = std::string(word);
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos) {  // a bare MeSH id
    const char first = ascii::to_upper(word.empty() ? ' ' : word.front());
    if ((first != 'D' && first != 'C') || word.size() < 7 || word.size() > 10) return std::nullopt;
    if (!all_digits(word.substr(1))) return std::nullopt;
    return q;
  }
  const std::string space = ascii::lower_case(word.substr(0, colon));
  std::string_view value = word.substr(colon + 1);
  if (value.empty() || value.find_first_of("()[]*^~") != std::string_view::npos)
    return std::nullopt;
  if (is_id_space(space)) return q;
  // Any other registry: letters, a colon, and a number after at most three letters.
  if (space.size() < 2 || space.size() > 16 ||
      !std::all_of(space.begin(), space.end(), is_letter)) {
    return std::nullopt;
  }
  std::size_t letters = 0;
  while (!value.empty() && is_letter(value.front()) && letters < 3) {
    value.remove_prefix(1);
    ++letters;
  }
  if (value.size() < 3 || !all_digits(value)) return std::nullopt;
  return q;
}

bool is_id_space(std::string_view name) {
  return std::find(id_spaces.begin(), id_spaces.end(), ascii::lower_case(name)) != id_spaces.end();
}

std::optional<Query> read_years(const std::string& field, std::string_view value) {
  Query q;
  q.field = field;
  std::size_t cut = value.find("..");
  std::size_t width = 2;
  if (cut == std::string_view::npos) {
    cut = value.find(" TO ");  // as Lucene writes a range
    width = 4;
  }
  if (cut == std::string_view::npos) {
    cut = value.find(':');
    width = 1;
  }
  if (cut == std::string_view::npos && value.size() == 9 && value[4] == '-') cut = 4;
  if (cut != std::string_view::npos) {
    const int low = year_of(value.substr(0, cut));
    const int high = year_of(value.substr(cut + width));
    if (low == 0 && high == 0) return std::nullopt;
    q.kind = Kind::range;
    if (low != 0) q.text = year_text(low);
    // Europe PMC writes 3000 for an open end.
    if (high != 0 && (high < 3000 || low == 0)) q.high = year_text(high);
    return q;
  }
  const int year = year_of(value);
  if (year == 0) return std::nullopt;
  const bool less = value.front() == '<';
  if (less || value.front() == '>') {
    q.kind = Kind::range;
    const bool equal = value.size() > 1 && value[1] == '=';
    const int bound = equal ? year : less ? year - 1 : year + 1;
    (less ? q.high : q.text) = year_text(bound);
    return q;
  }
  q.kind = Kind::filter;
  q.text = year_text(year);
  return q;
}

std::vector<Query> split_spoken_ids(Query words) {
  std::vector<std::string_view> texts;
  for (std::size_t i = 0; i < words.pieces.size(); ++i) {
    const std::size_t end =
        i + 1 < words.pieces.size() ? words.pieces[i + 1].offset - 1 : words.text.size();
    texts.push_back(
        std::string_view(words.text).substr(words.pieces[i].offset, end - words.pieces[i].offset));
  }
  struct Spoken {
    std::size_t at, length;
    Query query;
  };
  std::vector<Spoken> found;
  for (std::size_t i = 0; i + 1 < texts.size(); ++i) {
    const std::string first = ascii::lower_case(texts[i]);
    const auto number = [&](std::size_t ahead) {
      return i + ahead < texts.size() && all_digits(texts[i + ahead]);
    };
    Spoken s{i, 0, {}};
    if (first == "pmid" && number(1)) {
      s = {i, 2, paper("pmid", std::string(texts[i + 1]))};
    } else if ((first == "pmc" || first == "pmcid") && number(1) && texts[i + 1].size() >= 5) {
      s = {i, 2, paper("pmcid", "PMC" + std::string(texts[i + 1]))};
    } else if (first == "pubchem" && ascii::lower_case(texts[i + 1]) == "cid" && number(2)) {
      s.length = 3;
      s.query.text = "PubChem:" + std::string(texts[i + 2]);
    } else if (first == "ncbi" && ascii::lower_case(texts[i + 1]) == "gene" && number(2)) {
      s.length = 3;
      s.query.text = "NCBIGene:" + std::string(texts[i + 2]);
    } else if (first == "taxon" && number(1)) {
      s.length = 2;
      s.query.text = "taxon:" + std::string(texts[i + 1]);
    }
    if (s.length == 0) continue;
    if (s.query.kind == Kind::nothing) s.query.kind = Kind::concept_id;
    s.query.begin = words.pieces[i].begin;
    s.query.end = words.pieces[i + s.length - 1].end;
    i += s.length - 1;
    found.push_back(std::move(s));
  }
  if (found.empty()) return {std::move(words)};
  std::vector<Query> out;
  const auto keep = [&](std::size_t from, std::size_t to) {
    if (from >= to) return;
    Query part = words;
    part.text.clear();
    part.pieces.clear();
    for (std::size_t i = from; i < to; ++i) {
      if (i != from) part.text += ' ';
      part.pieces.push_back({part.text.size(), words.pieces[i].begin, words.pieces[i].end});
      part.text += texts[i];
    }
    part.begin = part.pieces.front().begin;
    part.end = part.pieces.back().end;
    out.push_back(std::move(part));
  };
  std::size_t next = 0;
  for (Spoken& s : found) {
    keep(next, s.at);
    next = s.at + s.length;
    out.push_back(std::move(s.query));
  }
  keep(next, texts.size());
  return out;
}

}  // namespace osteon
