// Annotations that a document brings along (BioC, PubTator) as the paper's entities.
#include "corpus/annotations.h"

#include <algorithm>

#include "corpus/ids.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

std::size_t byte_of_character(std::string_view text, std::size_t character) {
  std::size_t i = 0;
  while (i < text.size() && character > 0) {
    ++i;
    while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) ++i;
    --character;
  }
  return character == 0 ? i : std::string_view::npos;
}

bool same_words(std::string_view a, std::string_view b) {
  return a == b || equals_no_case(collapse_space(a), collapse_space(b));
}

// True if the mention's text stands where it says. One in several pieces is believed.
bool is_in_place(const Annotation& annotation, std::string_view text, std::size_t text_offset) {
  if (annotation.places.size() != 1) return true;
  auto [offset, length] = annotation.places.front();
  if (offset < text_offset) return false;
  offset -= text_offset;
  if (offset <= text.size() && same_words(text.substr(offset, length), annotation.text))
    return true;
  const std::size_t begin = byte_of_character(text, offset);
  if (begin == std::string_view::npos) return false;
  const std::string_view rest = text.substr(begin);
  const std::size_t size = byte_of_character(rest, length);
  return size != std::string_view::npos && same_words(rest.substr(0, size), annotation.text);
}

std::vector<std::string> ids_of(const Annotation& annotation, const std::string& type) {
  std::vector<std::string> ids;
  const auto add = [&](std::string id) {
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end())
      ids.push_back(std::move(id));
  };
  for (const auto& [key, value] : annotation.id_notes) {
    if (type == "variant") {
      // "tmVar:p|SUB|M|327|V;HGVS:p.M327V;RS#:113488022": only the RefSNP number is an identifier.
      for (const std::string_view mark : {"RS#:", "rs"}) {
        const std::size_t at = value.find(mark);
        if (at == std::string::npos) continue;
        std::size_t end = at + mark.size();
        while (end < value.size() && is_digit(value[end])) ++end;
        if (end > at + mark.size())
          add("dbSNP:rs" + value.substr(at + mark.size(), end - at - mark.size()));
        break;
      }
      continue;
    }
    std::size_t begin = 0;
    while (begin <= value.size()) {
      const std::size_t end = std::min(value.find_first_of(",;|", begin), value.size());
      std::string part = std::string(trim(std::string_view(value).substr(begin, end - begin)));
      begin = end + 1;
      // GNormPlus writes "1017(Tax:9606)"; others "*10090" for a guessed species.
      if (const std::size_t tail = part.find('('); tail != std::string::npos) part.resize(tail);
      if (!part.empty() && part.front() == '*') part.erase(0, 1);
      if (part.empty() || part == "-" || part == "-1" || part == "None") continue;
      const std::string lowered = ascii::lower_case(key);
      if (lowered == "identifier" || lowered.empty()) {
        add(canonical_entity_id(part, type));
      } else {
        const bool own_space = part.find(':') != std::string::npos;
        add(canonical_entity_id(own_space ? part : key + ":" + part, type));
      }
    }
  }
  // Several ids on one mention are several things ("breast and ovarian cancer"), not one with two
  // names, and which words name which is not said: the mention is kept by its name only.
  if (ids.size() > 1) ids.clear();
  return ids;
}

}  // namespace

void AnnotationCollector::add(const Annotation& annotation, std::string_view text,
                              std::size_t text_offset) {
  ++total_;
  if (budget_ >= text.size()) {
    budget_ -= text.size() / 2;
    if (!is_in_place(annotation, text, text_offset)) ++misplaced_;
  }
  PaperEntity entity;
  entity.type = canonical_entity_type(annotation.type);
  entity.name = collapse_space(annotation.text);
  entity.ids = ids_of(annotation, entity.type);
  entity.provenance = EntityProvenance::annotation;
  if (entity.type.empty() || entity.name.empty()) return;
  entities_.push_back(std::move(entity));
}

void AnnotationCollector::finish(Paper& paper) {
  const auto key_less = [](const PaperEntity& a, const PaperEntity& b) {
    if (a.type != b.type) return a.type < b.type;
    if (a.name != b.name) return a.name < b.name;
    return a.ids < b.ids;
  };
  // Each once, in the order of first mention.
  std::vector<std::size_t> order(entities_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return key_less(entities_[a], entities_[b]);
  });
  order.erase(std::unique(order.begin(), order.end(),
                          [&](std::size_t a, std::size_t b) {
                            return !key_less(entities_[a], entities_[b]) &&
                                   !key_less(entities_[b], entities_[a]);
                          }),
              order.end());
  std::sort(order.begin(), order.end());
  for (const std::size_t i : order) paper.entities.push_back(std::move(entities_[i]));
  entities_.clear();
}

void MisplacedReport::add(const AnnotationCollector& collector, const Paper& paper) {
  if (collector.misplaced() > 0 && first_paper.empty()) first_paper = paper.id;
  misplaced += collector.misplaced();
  total += collector.total();
}

std::string MisplacedReport::reason() const {
  if (misplaced == 0) return {};
  return std::string("the offsets of ") + std::to_string(misplaced) + " of " +
         std::to_string(total) + " annotations do not fit their text";
}

}  // namespace osteon::corpus
