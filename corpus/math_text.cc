// Formulae as readable text: MathML and TeX to one line.
#include "corpus/math_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace osteon::corpus {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 76> tex_symbols{{
    {"alpha", "α"},   {"beta", "β"},       {"gamma", "γ"},      {"delta", "δ"},
    {"epsilon", "ε"}, {"varepsilon", "ε"}, {"zeta", "ζ"},       {"eta", "η"},
    {"theta", "θ"},   {"vartheta", "ϑ"},   {"iota", "ι"},       {"kappa", "κ"},
    {"lambda", "λ"},  {"mu", "μ"},         {"upmu", "μ"},       {"nu", "ν"},
    {"xi", "ξ"},      {"pi", "π"},         {"rho", "ρ"},        {"sigma", "σ"},
    {"tau", "τ"},     {"upsilon", "υ"},    {"phi", "φ"},        {"varphi", "φ"},
    {"chi", "χ"},     {"psi", "ψ"},        {"omega", "ω"},      {"Gamma", "Γ"},
    {"Delta", "Δ"},   {"Theta", "Θ"},      {"Lambda", "Λ"},     {"Xi", "Ξ"},
    {"Pi", "Π"},      {"Sigma", "Σ"},      {"Phi", "Φ"},        {"Psi", "Ψ"},
    {"Omega", "Ω"},   {"leq", "≤"},        {"le", "≤"},         {"geq", "≥"},
    {"ge", "≥"},      {"neq", "≠"},        {"ne", "≠"},         {"approx", "≈"},
    {"sim", "∼"},     {"simeq", "≃"},      {"equiv", "≡"},      {"propto", "∝"},
    {"pm", "±"},      {"mp", "∓"},         {"times", "×"},      {"cdot", "·"},
    {"div", "÷"},     {"infty", "∞"},      {"sum", "∑"},        {"prod", "∏"},
    {"int", "∫"},     {"partial", "∂"},    {"nabla", "∇"},      {"rightarrow", "→"},
    {"to", "→"},      {"leftarrow", "←"},  {"Rightarrow", "⇒"}, {"leftrightarrow", "↔"},
    {"in", "∈"},      {"notin", "∉"},      {"subset", "⊂"},     {"cup", "∪"},
    {"cap", "∩"},     {"forall", "∀"},     {"exists", "∃"},     {"circ", "°"},
    {"degree", "°"},  {"prime", "′"},      {"ldots", "…"},      {"dots", "…"},
}};

std::string_view tex_symbol(std::string_view name) {
  for (const auto& [known, symbol] : tex_symbols) {
    if (known == name) return symbol;
  }
  return {};
}

// Names of functions, which are words of their own whatever they stand beside.
bool is_function(std::string_view name) {
  static constexpr std::array<std::string_view, 9> names{"log", "ln",  "exp", "max", "min",
                                                         "sin", "cos", "tan", "lim"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Arguments of these commands are layout, not text.
bool drops_argument(std::string_view name) {
  static constexpr std::array<std::string_view, 12> names{
      "begin",  "end",   "usepackage", "documentclass", "setlength", "hspace",
      "vspace", "label", "hskip",      "tag",           "color",     "oddsidemargin"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

class TexReader {
 public:
  explicit TexReader(std::string_view tex) : tex_(tex) {}

  std::string read() {
    run(false);
    return out_.take();
  }

 private:
  static constexpr int max_depth = 64;

  // Reads to the end, or to the '}' that closes the group.
  void run(bool in_group) {
    if (++depth_ > max_depth) {
      at_ = tex_.size();
    }
    while (at_ < tex_.size()) {
      const char c = tex_[at_];
      if (c == '}') {
        ++at_;
        if (in_group) break;
        continue;
      }
      one();
    }
    --depth_;
  }

  void one() {
    const char c = tex_[at_];
    if (c == '{') {
      ++at_;
      run(true);
    } else if (c == '\\') {
      command();
    } else if (c == '^') {
      ++at_;
      script();
    } else if (c == '_' || c == '$') {
      ++at_;
    } else if (c == '&' || c == '~') {
      ++at_;
      out_.space();
    } else {
      std::size_t end = at_ + 1;
      while (end < tex_.size() &&
             std::string_view("\\{}^_$&~").find(tex_[end]) == std::string_view::npos) {
        ++end;
      }
      // In groups only the first character belongs to ^ or \frac without braces.
      if (single_) {
        end = at_ + 1;
        while (end < tex_.size() && (static_cast<unsigned char>(tex_[end]) & 0xC0) == 0x80) ++end;
      }
      out_.append(tex_.substr(at_, end - at_));
      at_ = end;
    }
  }

  void argument() {
    while (at_ < tex_.size() && is_space(tex_[at_])) ++at_;
    if (at_ >= tex_.size() || tex_[at_] == '}') return;
    if (++depth_ <= max_depth) {
      const bool outer = std::exchange(single_, tex_[at_] != '{');
      if (tex_[at_] == '{') {
        ++at_;
        run(true);
      } else {
        one();
      }
      single_ = outer;
    } else {
      at_ = tex_.size();
    }
    --depth_;
  }

  void script() {
    const TextBuilder::Mark mark = out_.mark();
    argument();
    const std::string raised(out_.since(mark));
    if (needs_caret(out_.before(mark), trim(raised))) {
      out_.insert(mark, "^");
    }
  }

  void skip_argument() {
    while (at_ < tex_.size() && (tex_[at_] == '[' || tex_[at_] == '{')) {
      const char close = tex_[at_] == '[' ? ']' : '}';
      const std::size_t end = tex_.find(close, at_);
      at_ = end == std::string_view::npos ? tex_.size() : end + 1;
    }
  }

  void command() {
    std::size_t end = ++at_;
    while (end < tex_.size() && ascii::is_letter(tex_[end])) ++end;
    if (end == at_) {
      // "\%" is the sign itself; "\," and "\\" are space.
      if (end < tex_.size()) {
        if (std::string_view("%#&_{}").find(tex_[end]) != std::string_view::npos) {
          out_.append(tex_.substr(end, 1));
        } else {
          out_.space();
        }
        // All of a character: what follows must not begin in the midst of one.
        ++at_;
        while (at_ < tex_.size() && (static_cast<unsigned char>(tex_[at_]) & 0xC0) == 0x80) ++at_;
      }
      return;
    }
    const std::string_view name = tex_.substr(at_, end - at_);
    at_ = end;
    if (name == "frac" || name == "dfrac" || name == "tfrac") {
      argument();
      out_.append("/");
      argument();
    } else if (name == "sqrt") {
      out_.append("√(");
      argument();
      out_.append(")");
    } else if (name == "quad" || name == "qquad") {
      out_.space();
    } else if (drops_argument(name)) {
      skip_argument();
    } else if (const std::string_view symbol = tex_symbol(name); !symbol.empty()) {
      out_.append(symbol);
    } else if (is_function(name)) {
      out_.append(name);
    }
    // Any other command is layout: its arguments are read as text where they stand.
  }

  std::string_view tex_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool single_ = false;
  TextBuilder out_;
};

}  // namespace

std::string tex_to_text(std::string_view tex) {
  static constexpr std::string_view begin = "\\begin{document}";
  static constexpr std::string_view end = "\\end{document}";
  if (const std::size_t at = tex.find(begin); at != std::string_view::npos) {
    tex.remove_prefix(at + begin.size());
    tex = tex.substr(0, tex.find(end));
  }
  return TexReader(tex).read();
}

bool needs_caret(std::string_view before, std::string_view raised) {
  if (raised.empty() || before.empty() || !is_digit(before.back())) return false;
  // U+2212, the minus sign, is what publishers raise.
  const bool number = is_digit(raised.front()) ||
                      (raised.size() > 1 && raised.front() == '-' && is_digit(raised[1])) ||
                      (raised.size() > 3 && raised.starts_with("\u2212") && is_digit(raised[3])) ||
                      (raised.size() > 3 && raised.starts_with("\u2013") && is_digit(raised[3]));
  if (!number) return false;
  // "I2", "CD4" and the like are names, not numbers.
  std::size_t i = before.size();
  while (i > 0 && (is_digit(before[i - 1]) || before[i - 1] == '.' || before[i - 1] == ',')) --i;
  return i == 0 || !is_word_byte(before[i - 1]) || before.substr(0, i).ends_with("\u00D7");
}

void MathTextBuilder::before_child(Node& parent) {
  const int index = parent.child++;
  const std::string& name = parent.name;
  if (name == "mfrac" && index == 1) {
    const std::string_view numerator = trim(out_.since(parent.child_begin));
    if (numerator.find(' ') != std::string_view::npos) {
      out_.insert(parent.child_begin, "(");
      out_.append(")");
    }
    out_.append("/");
  } else if (name == "mtr" || name == "mtable" || name == "mfenced") {
    if (index > 0) out_.space();
  }
  parent.child_begin = out_.mark();
}

void MathTextBuilder::start(std::string_view name) {
  if (skip_ > 0 || name == "annotation" || name == "annotation-xml") {
    ++skip_;
    return;
  }
  if (!open_.empty()) before_child(open_.back());
  open_.push_back({std::string(name), 0, out_.mark(), out_.mark()});
  if (name == "msqrt" || name == "mroot") out_.append("√(");
  if (name == "mspace") out_.space();
  if (name == "mfenced") out_.append("(");
}

void MathTextBuilder::end(std::string_view name) {
  if (skip_ > 0) {
    --skip_;
    return;
  }
  if (open_.empty()) return;
  const Node node = std::move(open_.back());
  open_.pop_back();
  if (name == "msqrt" || name == "mroot" || name == "mfenced") out_.append(")");
  if (name == "mfrac" && node.child > 1 &&
      trim(out_.since(node.child_begin)).find(' ') != std::string_view::npos) {
    out_.insert(node.child_begin, "(");
    out_.append(")");
  }
  if (name == "msup" && node.child > 1) {
    const std::string raised(out_.since(node.child_begin));
    if (needs_caret(out_.before(node.child_begin), trim(raised))) {
      out_.insert(node.child_begin, "^");
    }
  }
}

void MathTextBuilder::text(std::string_view text) {
  if (skip_ > 0 || open_.empty()) return;
  const std::string& name = open_.back().name;
  const std::string_view word = trim(text);
  if (word.empty()) return;
  if (name == "mtext") {
    out_.append(text);
    return;
  }
  if (name == "mo") {
    static constexpr std::string_view spaced[] = {"=", "<", ">", "≤", "≥", "≈", "∼", "≠", "≡",
                                                  "→", "×", "±", "+", "−", "-", "∝", "∈"};
    const bool in_script = open_.size() > 1 && open_[open_.size() - 2].name.starts_with("ms") &&
                           open_[open_.size() - 2].name != "mstyle";
    const bool spread =
        !in_script && std::find(std::begin(spaced), std::end(spaced), word) != std::end(spaced);
    // A sign before its number stays with it.
    const bool sign = (word == "+" || word == "−" || word == "-") &&
                      (out_.empty() || !(is_word_byte(out_.last()) || out_.last() == ')'));
    if (word == "\u2062" || word == "\u2061" || word == "\u2063") return;  // invisible operators
    if (spread && !sign) out_.space();
    out_.append(word);
    if (spread && !sign) out_.space();
    return;
  }
  const bool has_script = open_.size() > 1 && open_[open_.size() - 2].name.starts_with("ms");
  if (name == "mi" && !has_script && is_function(word)) {
    if (is_word_byte(out_.last())) out_.space();
    out_.append(word);
    out_.space();
    return;
  }
  // Two words side by side are two words; single letters may spell one.
  const std::string& so_far = out_.text();
  if (name == "mi" && word.size() > 1 && ascii::is_letter(word.front()) && so_far.size() > 1 &&
      ascii::is_letter(out_.last()) && ascii::is_letter(so_far[so_far.size() - 2])) {
    out_.space();
  }
  out_.append(word);
}

std::string MathTextBuilder::take() {
  open_.clear();
  skip_ = 0;
  return out_.take();
}

}  // namespace osteon::corpus
