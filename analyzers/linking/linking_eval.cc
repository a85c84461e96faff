// Comparing predicted with annotated concepts, document by document.
#include "analyzers/linking/linking_eval.h"

#include <algorithm>
#include <set>

#include "analyzers/concept_id.h"

namespace osteon {
namespace {

// A concept as both sides name it: by the vocabulary where it knows the id, by the id elsewhere.
struct Key {
  ConceptIndex index = no_concept;
  std::string id;
  auto operator<=>(const Key&) const = default;
};

struct Span {
  std::uint32_t begin, end;
  auto operator<=>(const Span&) const = default;
};

struct Side {
  std::map<Key, std::string> concepts;  ///< with a text that stands for it
  std::set<std::pair<Span, Key>> mentions;
  std::set<Span> spans;
};

class Evaluation {
 public:
  Evaluation(const Vocabulary& vocabulary, const Tagger& tagger, const Analyzer& analyzer,
             const LinkingOptions& options)
      : vocabulary_(vocabulary), tagger_(tagger), analyzer_(analyzer), options_(options) {}

  void document(const PubtatorDocument& annotated) {
    PubtatorDocument own = annotated;
    annotate(own, vocabulary_, tagger_, analyzer_);
    std::map<std::string, Side> gold = sides(annotated, true), predicted = sides(own, false);
    literal_ = literal_concepts(annotated);
    for (const auto& [type, side] : gold)
      compare(annotated.id, type, side, predicted[type], gold, predicted);
    for (const auto& [type, side] : predicted)
      if (!gold.contains(type)) compare(annotated.id, type, {}, side, gold, predicted);
  }

  std::map<std::string, LinkingMeasures> take() {
    std::erase_if(measures_,
                  [](const auto& entry) { return entry.second.documents.annotated == 0; });
    return std::move(measures_);
  }

 private:
  Key key_of(const std::string& id, std::string_view type) const {
    Key key;
    const std::string canonical = id_of_pubtator(id, type);
    key.index = vocabulary_.find_id(canonical);
    if (key.index == no_concept) key.id = fold_id(canonical);
    return key;
  }

  std::map<std::string, Side> sides(const PubtatorDocument& document, bool gold) const {
    std::map<std::string, Side> result;
    for (const PubtatorAnnotation& annotation : document.annotations) {
      const std::string type(type_of_pubtator(annotation.type));
      if (type.empty()) continue;
      Side& side = result[type];
      for (const std::string& id : annotation.ids) {
        const Key key = key_of(id, type);
        if (gold && key.index == no_concept &&
            std::ranges::find(options_.known_only, type) != options_.known_only.end())
          continue;
        side.concepts.emplace(key, annotation.text);
        side.mentions.insert({{annotation.begin, annotation.end}, key});
        side.spans.insert({annotation.begin, annotation.end});
      }
    }
    return result;
  }

  // Every concept of which a name stands in the text, accepted or not.
  std::set<ConceptIndex> literal_concepts(const PubtatorDocument& document) const {
    TokenList title, body;
    analyzer_.analyze(document.title, title);
    analyzer_.analyze(document.abstract_text, body);
    const TaggerText texts[] = {{document.title, &title}, {document.abstract_text, &body}};
    const DocumentTags tags = tagger_.tag(texts, {});
    std::set<ConceptIndex> found;
    for (const auto& mentions : tags.mentions)
      for (const Mention& mention : mentions)
        found.insert(tags.concepts[mention.concept_number].index);
    return found;
  }

  bool related(const Key& a, const Key& b) const {
    if (a == b) return true;
    if (a.index == no_concept || b.index == no_concept) return false;
    const auto above_a = vocabulary_.ancestors(a.index), above_b = vocabulary_.ancestors(b.index);
    return std::ranges::find(above_a, b.index) != above_a.end() ||
           std::ranges::find(above_b, a.index) != above_b.end();
  }
  bool any_related(const Key& key, const std::map<Key, std::string>& others) const {
    return std::ranges::any_of(others,
                               [&](const auto& other) { return related(key, other.first); });
  }

  static bool overlaps(const std::set<Span>& spans, const Span& span) {
    return std::ranges::any_of(
        spans, [&](const Span& other) { return other.begin < span.end && span.begin < other.end; });
  }

  static std::vector<Span> spans_of(const Side& side, const Key& key) {
    std::vector<Span> spans;
    for (const auto& [span, other] : side.mentions)
      if (other == key) spans.push_back(span);
    return spans;
  }

  void compare(const std::string& document, const std::string& type, const Side& gold,
               const Side& own, const std::map<std::string, Side>& all_gold,
               const std::map<std::string, Side>& all_own) {
    LinkingMeasures& m = measures_[type];
    m.documents.annotated += gold.concepts.size();
    m.documents.predicted += own.concepts.size();
    m.hierarchical.annotated += gold.concepts.size();
    m.hierarchical.predicted += own.concepts.size();
    for (const auto& [key, text] : gold.concepts) {
      if (own.concepts.contains(key))
        ++m.documents.recalled;
      else
        error(m, missed(key, gold, all_own), document, key, text);
      if (any_related(key, own.concepts)) ++m.hierarchical.recalled;
    }
    for (const auto& [key, text] : own.concepts) {
      if (gold.concepts.contains(key))
        ++m.documents.correct;
      else
        error(m, extra(key, type, gold, own, all_gold), document, key, text);
      if (any_related(key, gold.concepts)) ++m.hierarchical.correct;
    }
    m.mentions.add(gold.mentions, own.mentions);
    m.spans.add(gold.spans, own.spans);
  }

  std::string missed(const Key& key, const Side& gold,
                     const std::map<std::string, Side>& all_own) const {
    if (key.index == no_concept) return "missed: not in the vocabularies";
    const bool stands = literal_.contains(key.index);
    for (const Span& span : spans_of(gold, key))
      for (const auto& [type, side] : all_own)
        if (overlaps(side.spans, span))
          return stands ? "missed: other sense" : "missed: other name there";
    return stands ? "missed: name not accepted" : "missed: no name";
  }

  std::string extra(const Key& key, const std::string& type, const Side& gold, const Side& own,
                    const std::map<std::string, Side>& all_gold) const {
    if (any_related(key, gold.concepts)) return "extra: finer or broader";
    for (const Span& span : spans_of(own, key)) {
      if (overlaps(gold.spans, span)) return "extra: other concept there";
      for (const auto& [other, side] : all_gold)
        if (other != type && overlaps(side.spans, span)) return "extra: other type there";
    }
    return "extra: nothing annotated";
  }

  void error(LinkingMeasures& m, const std::string& kind, const std::string& document,
             const Key& key, const std::string& text) const {
    const std::uint64_t seen = m.errors[kind]++;
    if (seen >= options_.examples) return;
    m.examples.push_back(kind + '\t' + document + '\t' +
                         (key.index == no_concept ? key.id
                                                  : std::string(vocabulary_.id(key.index)) + '\t' +
                                                        std::string(vocabulary_.name(key.index))) +
                         '\t' + text);
  }

  const Vocabulary& vocabulary_;
  const Tagger& tagger_;
  const Analyzer& analyzer_;
  const LinkingOptions& options_;
  std::set<ConceptIndex> literal_;
  std::map<std::string, LinkingMeasures> measures_;
};

}  // namespace

std::map<std::string, LinkingMeasures> evaluate_linking(std::span<const PubtatorDocument> annotated,
                                                        const Vocabulary& vocabulary,
                                                        const Tagger& tagger,
                                                        const Analyzer& analyzer,
                                                        const LinkingOptions& options) {
  Evaluation evaluation(vocabulary, tagger, analyzer, options);
  for (const PubtatorDocument& document : annotated) evaluation.document(document);
  return evaluation.take();
}

}  // namespace osteon
