// XML as start, text and end events over libxml2's SAX2 parser: no DTD, no network, no expansion.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace osteon::corpus {

/// The attributes of one start tag; valid during the event only. Names are local names: a prefix
/// is ignored ("href" finds xlink:href).
class XmlAttributes {
 public:
  XmlAttributes(const unsigned char** values, int count) : values_(values), count_(count) {}
  /// Empty if there is none. The value is as written, entities resolved.
  std::string_view get(std::string_view name) const;

 private:
  const unsigned char** values_;
  int count_;
};

/// What a format's reader does with the events. Names are local names.
class XmlHandler {
 public:
  XmlHandler() = default;
  XmlHandler(const XmlHandler&) = delete;
  XmlHandler& operator=(const XmlHandler&) = delete;
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;
};

/// How a parse went. A document with errors is read on where XML allows to guess.
struct XmlOutcome {
  std::size_t errors = 0;
  std::size_t line = 0;   ///< of the first error, 1-based
  std::string reason;     ///< of the first error
  bool complete = false;  ///< the root element was closed
};

/// Parses `bytes` (any encoding that XML declares). Entities that a DTD would define are known by
/// their HTML and common ISO names; others are left out and reported. Nothing but `bytes` is read.
/// Exceptions of the handler pass through.
XmlOutcome parse_xml(std::string_view bytes, XmlHandler& handler);

}  // namespace osteon::corpus
