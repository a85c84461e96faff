// Learning a lexicon, and its file.
#include "analyzers/lexicon.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "analyzers/tagger.h"
#include "analyzers/tagger/candidates.h"
#include "analyzers/vocabulary/raw.h"
#include "base/error.h"
#include "base/file_io.h"

namespace osteon {
namespace {

// A name annotated less often than this is a stop; below `keep_rate` it is no entry either.
constexpr double stop_rate = 0.3, keep_rate = 0.4;
constexpr std::uint32_t least_occurrences = 2;

std::string joined(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : "|") + id;
  return text;
}

struct Place {
  std::uint32_t begin, end;  ///< bytes
};

struct Learnt {
  std::string name, type;
  std::map<std::string, std::uint32_t> ids;
  std::set<std::string> documents;
  std::uint32_t annotated = 0, occurrences = 0;
  bool stop = false;
};

std::uint32_t byte_of(std::string_view text, std::uint32_t code_point) {
  std::uint32_t seen = 0;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && seen++ == code_point) return i;
  return static_cast<std::uint32_t>(text.size());
}

class Learner {
 public:
  Learner(const Vocabulary& vocabulary, const Analyzer& analyzer)
      : analyzer_(analyzer), tagger_(vocabulary, {.annotated_species = true, .lexicon = {}}) {}

  Lexicon run(std::span<const std::vector<PubtatorDocument>> corpora) {
    for (const auto& corpus : corpora) annotations(corpus);
    for (const auto& corpus : corpora) occurrences(corpus);
    for (const auto& corpus : corpora) passed_over(corpus);
    return lexicon();
  }

 private:
  std::string key_of(std::string_view name, std::string_view type,
                     std::vector<std::uint64_t>* words) {
    analyzer_.analyze(name, tokens_);
    const auto paths = osv::term_paths(tokens_);
    if (paths.empty()) return {};
    std::string key(type);
    for (std::uint64_t word : paths[0].words)
      key.append(reinterpret_cast<const char*>(&word), sizeof word);
    if (words != nullptr) *words = paths[0].words;
    return key;
  }

  void annotations(const std::vector<PubtatorDocument>& corpus) {
    for (const PubtatorDocument& document : corpus)
      for (const PubtatorAnnotation& annotation : document.annotations) {
        const std::string_view type = type_of_pubtator(annotation.type);
        if (type.empty() || annotation.ids.empty()) continue;
        std::vector<std::uint64_t> words;
        const std::string key = key_of(annotation.text, type, &words);
        if (key.empty()) continue;
        const auto [it, added] = number_.emplace(key, learnt_.size());
        if (added) {
          learnt_.push_back({annotation.text, std::string(type), {}, {}, 0, 0, false});
          names_.add(words, static_cast<std::uint32_t>(it->second));
        }
        Learnt& entry = learnt_[it->second];
        std::vector<std::string> ids;
        for (const std::string& id : annotation.ids) ids.push_back(id_of_pubtator(id, type));
        ++entry.ids[joined(ids)];
        ++entry.annotated;
        entry.documents.insert(document.id);
      }
  }

  // The texts of a document with the annotated places of each type.
  template <typename Visit>
  void each_text(const PubtatorDocument& document, const Visit& visit) {
    std::uint32_t before = 0;
    for (const std::string* text : {&document.title, &document.abstract_text}) {
      std::map<std::string, std::vector<Place>> places;
      const std::uint32_t length = static_cast<std::uint32_t>(std::ranges::count_if(
          *text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
      for (const PubtatorAnnotation& annotation : document.annotations)
        if (annotation.begin >= before && annotation.end <= before + length)
          places[std::string(type_of_pubtator(annotation.type))].push_back(
              {byte_of(*text, annotation.begin - before), byte_of(*text, annotation.end - before)});
      analyzer_.analyze(*text, tokens_);
      visit(*text, tokens_, places);
      before += length + 1;
    }
  }

  static std::set<std::string> types_of(const std::vector<PubtatorDocument>& corpus) {
    std::set<std::string> types;
    for (const PubtatorDocument& document : corpus)
      for (const PubtatorAnnotation& annotation : document.annotations)
        types.emplace(type_of_pubtator(annotation.type));
    return types;
  }

  void occurrences(const std::vector<PubtatorDocument>& corpus) {
    const std::set<std::string> types = types_of(corpus);
    std::vector<osv::TermUnit> units;
    std::vector<osv::Candidate> found;
    for (const PubtatorDocument& document : corpus)
      each_text(document, [&](const std::string&, const TokenList& tokens, const auto& places) {
        osv::term_units(tokens, units);
        found.clear();
        osv::find_local_names(names_, units, found);
        for (const osv::Candidate& candidate : found) {
          const Place at{units[candidate.first].token->begin, units[candidate.last].token->end};
          for (std::uint32_t number : names_.values(candidate.local)) {
            Learnt& entry = learnt_[number];
            if (!types.contains(entry.type)) continue;
            // A word inside a longer annotation was not passed over.
            const auto own = places.find(entry.type);
            const bool inside =
                own != places.end() && std::ranges::any_of(own->second, [&](const Place& place) {
                  return place.begin <= at.begin && at.end <= place.end &&
                         (place.begin < at.begin || at.end < place.end);
                });
            if (!inside) ++entry.occurrences;
          }
        }
      });
  }

  // Names of the vocabulary that the annotators did not take for mentions.
  void passed_over(const std::vector<PubtatorDocument>& corpus) {
    const std::set<std::string> types = types_of(corpus);
    for (const PubtatorDocument& document : corpus)
      each_text(
          document, [&](const std::string& text, const TokenList& tokens, const auto& places) {
            const TaggerText texts[] = {{text, &tokens}};
            const DocumentTags tags = tagger_.tag(texts, {});
            for (const Mention& mention : tags.mentions[0]) {
              const std::string& type = tags.concepts[mention.concept_number].type;
              if (!mention.accepted || !types.contains(type) ||
                  mention.rule == MentionRule::abbreviation)
                continue;
              const std::string surface = text.substr(mention.begin, mention.end - mention.begin);
              auto& [name, count, annotated] = vocabulary_names_[{type, surface}];
              name = surface;
              ++count;
              const auto own = places.find(type);
              if (own != places.end() && std::ranges::any_of(own->second, [&](const Place& place) {
                    return place.begin < mention.end && mention.begin < place.end;
                  }))
                ++annotated;
            }
          });
  }

  Lexicon lexicon() {
    Lexicon result;
    for (const Learnt& entry : learnt_) {
      const auto best = std::ranges::max_element(
          entry.ids, [](const auto& a, const auto& b) { return a.second < b.second; });
      const std::uint32_t occurrences = std::max(entry.occurrences, entry.annotated);
      if (best->second < keep_rate * occurrences) continue;
      // Short forms are defined where they stand; only those that many documents use are names.
      if (entry.name.size() <= 4 && entry.documents.size() < 3) continue;
      // A gene name of several ids is a family: its members are seldom meant.
      if (entry.type == "gene" && best->first.find('|') != std::string::npos) continue;
      LexiconEntry line{entry.name, entry.type, {}, best->second, occurrences};
      for (std::string_view id : osv::split(best->first, '|')) line.ids.emplace_back(id);
      result.entries.push_back(std::move(line));
    }
    // Spellings of one name are counted together.
    std::map<std::string, std::tuple<std::string, std::string, std::uint32_t, std::uint32_t>> stops;
    for (const auto& [place, counts] : vocabulary_names_) {
      const auto& [name, count, annotated] = counts;
      const std::string key = key_of(name, place.first, nullptr);
      if (key.empty()) continue;
      auto& [stop_name, type, all, good] = stops[key];
      stop_name = name;
      type = place.first;
      all += count;
      good += annotated;
    }
    for (const auto& [key, stop] : stops) {
      const auto& [name, type, all, good] = stop;
      if (all >= least_occurrences && good < stop_rate * all && !number_.contains(key))
        result.entries.push_back({name, type, {}, good, all});
    }
    std::ranges::sort(result.entries, {},
                      [](const LexiconEntry& entry) { return std::tie(entry.type, entry.name); });
    return result;
  }

  const Analyzer& analyzer_;
  Tagger tagger_;
  TokenList tokens_;
  std::map<std::string, std::size_t> number_;
  std::vector<Learnt> learnt_;
  osv::LocalNames names_;
  std::map<std::pair<std::string, std::string>,
           std::tuple<std::string, std::uint32_t, std::uint32_t>>
      vocabulary_names_;
};

}  // namespace

Lexicon learn_lexicon(std::span<const std::vector<PubtatorDocument>> corpora,
                      const Vocabulary& vocabulary, const Analyzer& analyzer) {
  return Learner(vocabulary, analyzer).run(corpora);
}

Lexicon Lexicon::read(const std::string& path) {
  return parse(read_file(path), path);
}

Lexicon Lexicon::parse(std::string_view text, const std::string& source) {
  Lexicon lexicon;
  std::size_t number = 0;
  for (std::string_view line : osv::split(text, '\n')) {
    ++number;
    if (osv::trim(line).empty() || line[0] == '#') continue;
    const auto fields = osv::split(line, '\t');
    LexiconEntry entry;
    const auto count = [](std::string_view field, std::uint32_t& value) {
      field = osv::trim(field);
      const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
      return error == std::errc() && end == field.data() + field.size();
    };
    if (fields.size() != 5 || fields[0].empty() || fields[1].empty() ||
        !count(fields[3], entry.annotated) || !count(fields[4], entry.occurrences))
      throw Error(ErrorCode::corrupt,
                  source + ": line " + std::to_string(number) +
                      ": not name, type, ids, annotated, occurrences separated by tabs");
    entry.name = fields[0];
    entry.type = fields[1];
    if (fields[2] != "-")
      for (std::string_view id : osv::split(fields[2], '|')) entry.ids.emplace_back(id);
    lexicon.entries.push_back(std::move(entry));
  }
  return lexicon;
}

std::string Lexicon::text() const {
  std::string text = "# name\ttype\tids\tannotated\toccurrences\n";
  for (const LexiconEntry& entry : entries)
    text += entry.name + '\t' + entry.type + '\t' + (entry.ids.empty() ? "-" : joined(entry.ids)) +
            '\t' + std::to_string(entry.annotated) + '\t' + std::to_string(entry.occurrences) +
            '\n';
  return text;
}

}  // namespace osteon
