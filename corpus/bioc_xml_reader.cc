// BioC XML: collections of documents, with annotations; relations are passed over.
#include <algorithm>
#include <string>
#include <utility>

#include "corpus/bioc.h"
#include "corpus/ids.h"
#include "corpus/text.h"
#include "corpus/xml_events.h"

namespace osteon::corpus {
namespace {

class BiocHandler final : public XmlHandler {
 public:
  explicit BiocHandler(const BiocSink& sink) : sink_(sink) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (skip_ > 0 || name == "relation") {
      ++skip_;
      return;
    }
    text_.clear();
    if (name == "document") {
      bioc_ = {};
      in_document_ = true;
      in_passage_ = in_sentence_ = in_annotation_ = false;
    } else if (!in_document_) {
      return;
    } else if (name == "passage") {
      bioc_.passages.emplace_back();
      in_passage_ = true;
    } else if (name == "sentence") {
      in_sentence_ = true;
    } else if (name == "annotation") {
      annotation_ = {};
      in_annotation_ = true;
    } else if (name == "infon") {
      key_ = std::string(attributes.get("key"));
    } else if (name == "location") {
      annotation_.places.emplace_back(
          static_cast<std::size_t>(parse_number(attributes.get("offset"))),
          static_cast<std::size_t>(parse_number(attributes.get("length"))));
    }
  }

  void end(std::string_view name) override {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    if (!in_document_) return;
    if (name == "document") {
      sink_(std::move(bioc_));
      in_document_ = false;
    } else if (name == "passage") {
      in_passage_ = false;
    } else if (name == "sentence") {
      in_sentence_ = false;
    } else if (name == "annotation") {
      if (in_passage_) bioc_.passages.back().annotations.push_back(std::move(annotation_));
      in_annotation_ = false;
    } else if (name == "id" && !in_passage_) {
      bioc_.id = std::string(trim(text_));
    } else if (name == "infon") {
      infon(std::string(trim(text_)));
    } else if (name == "offset" && in_passage_) {
      offset();
    } else if (name == "text") {
      take_text();
    }
  }

  void text(std::string_view text) override {
    if (in_document_ && skip_ == 0) text_ += text;
  }

  bool unfinished() const { return in_document_; }

 private:
  void infon(std::string value) {
    if (in_annotation_) {
      take_annotation_infon(annotation_, std::move(key_), std::move(value));
    } else if (in_passage_) {
      if (!in_sentence_)
        bioc_.passages.back().infons.emplace_back(std::move(key_), std::move(value));
    } else {
      bioc_.infons.emplace_back(std::move(key_), std::move(value));
    }
  }

  void offset() {
    const auto value = static_cast<std::size_t>(parse_number(text_));
    (in_sentence_ ? sentence_offset_ : bioc_.passages.back().offset) = value;
  }

  void take_text() {
    if (in_annotation_) {
      annotation_.text = text_;
    } else if (in_passage_) {
      // A passage may give its text sentence by sentence, each at its own offset.
      if (in_sentence_) {
        bioc_.passages.back().add_sentence(sentence_offset_, text_);
      } else {
        bioc_.passages.back().text += text_;
      }
    }
  }

  const BiocSink& sink_;
  BiocDocument bioc_;
  Annotation annotation_;
  std::string key_;
  std::string text_;
  std::size_t skip_ = 0;
  std::size_t sentence_offset_ = 0;
  bool in_document_ = false;
  bool in_passage_ = false;
  bool in_sentence_ = false;
  bool in_annotation_ = false;
};

}  // namespace

bool parse_bioc_xml(const Document& document, const BiocSink& sink, ReadResult& result) {
  BiocHandler handler(sink);
  const XmlOutcome outcome = parse_xml(document.bytes, handler);
  if (outcome.errors == 0) return true;
  std::string reason = outcome.reason;
  if (handler.unfinished()) reason += "; the document is cut off and was left out";
  report_line(document, outcome.line, std::move(reason), result);
  return false;
}

void read_bioc_xml(const Document& document, const ReadOptions& options, ReadResult& result) {
  read_bioc(document, options, "bioc-xml", parse_bioc_xml, result);
}

}  // namespace osteon::corpus
