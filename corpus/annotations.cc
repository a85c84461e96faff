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

// A mention in several pieces is believed.
bool is_in_place(const Annotation& annotation, std::string_view text, std::size_t text_offset) {
  return annotation.places.size() != 1 || place_of(annotation, text, text_offset).has_value();
}

// "MESH:D1|D2", "1017(Tax:9606)" of GNormPlus, "*10090" for a guessed species: the ids alone.
std::vector<std::string_view> id_parts(std::string_view value) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t end = std::min(value.find_first_of(",;|+", begin), value.size());
    std::string_view part = trim(value.substr(begin, end - begin));
    begin = end + 1;
    part = part.substr(0, part.find('('));
    if (part.starts_with('*')) part.remove_prefix(1);
    if (!part.empty() && part != "-" && part != "-1" && part != "None") parts.push_back(part);
  }
  return parts;
}

bool names_no_space(std::string_view key) {
  return key.empty() || equals_no_case(key, "identifier");
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
    for (const std::string_view part : id_parts(value)) {
      const bool own_space = names_no_space(key) || part.find(':') != std::string_view::npos;
      add(canonical_entity_id(own_space ? std::string(part) : key + ":" + std::string(part), type));
    }
  }
  // Several ids on one mention are several things ("breast and ovarian cancer"), not one with two
  // names, and which words name which is not said: the mention is kept by its name only.
  if (ids.size() > 1) ids.clear();
  return ids;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace

std::optional<CodePointRange> place_of(const Annotation& annotation, std::string_view text,
                                       std::size_t text_offset) {
  if (annotation.places.empty()) return std::nullopt;
  const bool whole = annotation.places.size() == 1;
  std::size_t begin = annotation.places.front().first, end = begin;
  for (const auto& [offset, length] : annotation.places) {
    begin = std::min(begin, offset);
    end = std::max(end, offset + length);
  }
  if (begin < text_offset) return std::nullopt;
  begin -= text_offset;
  end -= text_offset;
  const std::size_t first = byte_of_character(text, begin), last = byte_of_character(text, end);
  if (last != std::string_view::npos &&
      (!whole || same_words(text.substr(first, last - first), annotation.text)))
    return CodePointRange{begin, end};
  if (whole && end <= text.size() && same_words(text.substr(begin, end - begin), annotation.text))
    return CodePointRange{code_points(text.substr(0, begin)), code_points(text.substr(0, end))};
  return std::nullopt;
}

std::vector<std::string> written_ids(const Annotation& annotation) {
  std::vector<std::string> ids;
  for (const auto& [key, value] : annotation.id_notes)
    for (const std::string_view part : id_parts(value)) {
      const std::string with_space = names_no_space(key) || part.find(':') != std::string_view::npos
                                         ? std::string()
                                         : canonical_entity_id(key + ":" + std::string(part), {});
      std::string id = with_space.empty() ? std::string(part) : with_space;
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
    }
  return ids;
}

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
  add(collector.misplaced(), collector.total(), paper.id);
}

void MisplacedReport::add(std::size_t more_misplaced, std::size_t more, std::string_view paper) {
  if (more_misplaced > 0 && first_paper.empty()) first_paper = paper;
  misplaced += more_misplaced;
  total += more;
}

std::string MisplacedReport::reason() const {
  if (misplaced == 0) return {};
  return std::string("the offsets of ") + std::to_string(misplaced) + " of " +
         std::to_string(total) + " annotations do not fit their text";
}

}  // namespace osteon::corpus
