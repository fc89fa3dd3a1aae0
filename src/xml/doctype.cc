#include "xml/doctype.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "xml/references.h"

namespace commonplace::xml {
namespace {

constexpr std::size_t kMaxEntities = 10'000;
constexpr std::size_t kMaxValue = 1024;
constexpr std::string_view kEntity = "<!ENTITY";

std::size_t find_or_end(std::string_view text, std::string_view what, std::size_t from) {
  return std::min(text.find(what, from), text.size());
}

// Moves past a comment or a quoted string that begins at `position`; false where none does.
bool skip_opaque(std::string_view text, std::size_t& position) {
  if (text.substr(position).starts_with("<!--")) {
    position = std::min(find_or_end(text, "-->", position + 4) + 3, text.size());
    return true;
  }
  if (text[position] != '"' && text[position] != '\'') return false;
  const std::size_t end = text.find(text[position], position + 1);
  if (end == std::string_view::npos) return false;  // an apostrophe
  position = end + 1;
  return true;
}

std::string_view take_name(std::string_view& text) {
  const auto end = std::find_if(text.begin(), text.end(), [](char c) {
    return base::is_ascii_space(c) || c == '"' || c == '\'' || c == '>' || c == '<';
  });
  const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(name.size());
  return name;
}

// The text that a value stands for, its characters' references resolved; nothing where it is more than text.
std::optional<std::string> plain_value(std::string_view value) {
  if (value.size() > kMaxValue || value.find_first_of("<%") != std::string_view::npos) return std::nullopt;
  std::string plain;
  for (std::size_t i = 0; i < value.size();) {
    if (value[i] != '&') {
      plain += value[i++];
      continue;
    }
    const Reference reference = read_reference(value, i);
    if (reference.kind != ReferenceKind::Sound) return std::nullopt;
    base::append_utf8(plain, reference.code_point);
    i += reference.length;
  }
  return plain;
}

struct Declaration {
  std::string_view name;
  std::optional<std::string_view> value;  // nothing where it stands elsewhere
};

// `text` begins behind "<!ENTITY". Nothing for a parameter entity.
std::optional<Declaration> read_declaration(std::string_view text) {
  base::skip_spaces(text);
  const std::string_view name = take_name(text);
  if (name.empty() || name == "%") return std::nullopt;
  base::skip_spaces(text);
  const bool internal = text.starts_with('"') || text.starts_with('\'');
  const std::size_t end = internal ? text.find(text.front(), 1) : std::string_view::npos;
  if (end == std::string_view::npos) return Declaration{name, std::nullopt};
  return Declaration{name, text.substr(1, end - 1)};
}

// The first kMaxEntities general entities.
template <class Use>
void for_each_entity(std::string_view doctype, Use use) {
  std::size_t count = 0;
  for (std::size_t i = doctype.find('['); i < doctype.size() && count < kMaxEntities;) {
    if (doctype.substr(i).starts_with(kEntity)) {
      i += kEntity.size();
      if (const auto declared = read_declaration(doctype.substr(i))) {
        use(*declared);
        ++count;
      }
    } else if (!skip_opaque(doctype, i)) {
      ++i;
    }
  }
}

// How many bytes each entity stands for, its entities those of the declarations; measured without a call within a call.
class Expansion {
 public:
  explicit Expansion(std::size_t limit) : limit_(limit) {}

  void declare(const Declaration& declared) {
    if (declared.value) sizes_.try_emplace(declared.name, Measured{*declared.value});
  }

  bool has_bomb() {
    for (auto& [name, measured] : sizes_) {
      if (measured.state == State::New && !measure(measured)) return true;
    }
    return false;
  }

 private:
  enum class State { New, Open, Done };
  struct Measured {
    std::string_view value;
    State state = State::New;
    std::size_t position = 0;  // up to where it is measured
    std::size_t size = 0;
  };

  // False at a circle, and where the limit is passed.
  bool measure(Measured& first) {
    std::vector<Measured*> open{&first};
    first.state = State::Open;
    while (!open.empty()) {
      Measured& current = *open.back();
      Measured* inner = next_within(current);
      if (!inner) {
        current.state = State::Done;
        open.pop_back();
      } else if (inner->state == State::Open) {
        return false;
      } else if (inner->state == State::New) {
        inner->state = State::Open;
        open.push_back(inner);
        continue;  // the reference is met again, with its size known
      } else {
        current.size += inner->size;
        current.position += read_reference(current.value, current.position).length;
      }
      if (current.size > limit_) return false;
    }
    return true;
  }

  // The entity that is referred to at `position`, which moves there; null at the end of the value.
  Measured* next_within(Measured& current) {
    for (; current.position < current.value.size(); ++current.position, ++current.size) {
      if (current.value[current.position] != '&') continue;
      const auto inner = sizes_.find(read_reference(current.value, current.position).name);
      if (inner != sizes_.end()) return &inner->second;
    }
    return nullptr;
  }

  std::size_t limit_;
  std::unordered_map<std::string_view, Measured> sizes_;
};

}  // namespace

std::size_t find_doctype_end(std::string_view text, std::size_t position) {
  const std::size_t bracket = text.find_first_of("[>", position);
  if (bracket == std::string_view::npos) return bracket;
  if (text[bracket] == '>') return bracket + 1;
  for (std::size_t i = bracket + 1; i < text.size();) {
    if (text[i] == ']') {
      const std::size_t end = text.find('>', i);
      return end == std::string_view::npos ? end : end + 1;
    }
    if (!skip_opaque(text, i)) ++i;
  }
  return std::string_view::npos;
}

void read_entities(std::string_view doctype, Entities& entities) {
  for_each_entity(doctype, [&entities](const Declaration& declared) {
    entities.try_emplace(declared.name, declared.value ? plain_value(*declared.value) : std::nullopt);
  });
}

bool has_entity_bomb(std::string_view doctype, std::size_t limit) {
  Expansion expansion(limit);
  for_each_entity(doctype, [&expansion](const Declaration& declared) { expansion.declare(declared); });
  return expansion.has_bomb();
}

}  // namespace commonplace::xml
