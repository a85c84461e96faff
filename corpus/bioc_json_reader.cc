// BioC JSON: a collection, a list of them, a single document, or PubTator 3's export.
#include <string>
#include <utility>

#include "corpus/bioc.h"
#include "corpus/ids.h"
#include "corpus/json_values.h"

namespace osteon::corpus {
namespace {

std::size_t size_of(const Json& value) {
  if (value.is_number_unsigned()) return value.get<std::size_t>();
  return static_cast<std::size_t>(parse_number(text_of(value)));
}

std::vector<std::pair<std::string, std::string>> infons_of(const Json& value) {
  std::vector<std::pair<std::string, std::string>> infons;
  if (!value.is_object()) return infons;
  for (const auto& [key, infon] : value.items()) {
    if (std::string text = text_of(infon); !text.empty()) infons.emplace_back(key, std::move(text));
  }
  return infons;
}

Annotation annotation_of(const Json& value) {
  Annotation annotation;
  annotation.text = text_of(value, "text");
  for (auto& [key, infon] : infons_of(member(value, "infons"))) {
    take_annotation_infon(annotation, key, std::move(infon));
  }
  for (const Json& place : member(value, "locations")) {
    annotation.places.emplace_back(size_of(member(place, "offset")),
                                   size_of(member(place, "length")));
  }
  return annotation;
}

BiocPassage passage_of(const Json& value) {
  BiocPassage passage;
  passage.infons = infons_of(member(value, "infons"));
  passage.offset = size_of(member(value, "offset"));
  passage.text = text_of(value, "text");
  for (const Json& annotation : member(value, "annotations")) {
    passage.annotations.push_back(annotation_of(annotation));
  }
  // Some tools give the text sentence by sentence only.
  for (const Json& sentence : member(value, "sentences")) {
    if (text_of(value, "text").empty()) {
      passage.add_sentence(size_of(member(sentence, "offset")), text_of(sentence, "text"));
    }
    for (const Json& annotation : member(sentence, "annotations")) {
      passage.annotations.push_back(annotation_of(annotation));
    }
  }
  return passage;
}

class BiocJson {
 public:
  explicit BiocJson(const BiocSink& sink) : sink_(sink) {}

  // Documents stand in a collection, in a list, or under any name ("PubTator3").
  void any(const Json& value, int depth) {
    if (depth > 4) return;
    if (value.is_array()) {
      for (const Json& item : value) any(item, depth + 1);
    } else if (member(value, "passages").is_array()) {
      one(value);
    } else if (value.is_object()) {
      for (const Json& item : value) {
        if (item.is_array()) any(item, depth + 1);
      }
    }
  }

 private:
  void one(const Json& value) {
    BiocDocument bioc;
    // PubTator's "_id" holds the PMID and PMCID; its "id" may be anything.
    bioc.id = text_of(value, "_id");
    if (bioc.id.find('|') == std::string::npos) bioc.id = text_of(value, "id");
    bioc.infons = infons_of(member(value, "infons"));
    for (const char* key : {"pmid", "pmcid"}) {
      if (std::string id = text_of(value, key); !id.empty())
        bioc.infons.emplace_back(key, std::move(id));
    }
    for (const Json& passage : member(value, "passages"))
      bioc.passages.push_back(passage_of(passage));
    sink_(std::move(bioc));
  }

  const BiocSink& sink_;
};

}  // namespace

bool parse_bioc_json(const Document& document, const BiocSink& sink, ReadResult& result) {
  std::size_t byte = 0;
  std::string reason;
  const Json value = parse_json(document.bytes, byte, reason);
  if (value.is_discarded()) {
    report(document, std::string("byte ").append(std::to_string(byte)), std::move(reason), result);
    return false;
  }
  BiocJson(sink).any(value, 0);
  return true;
}

void read_bioc_json(const Document& document, const ReadOptions& options, ReadResult& result) {
  read_bioc(document, options, "bioc-json", parse_bioc_json, result);
}

}  // namespace osteon::corpus
