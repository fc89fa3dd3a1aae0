#include "text/zone.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <optional>

namespace commonplace::text {
namespace {

constexpr double kMillisecondsPerSecond = 1000.0;

class NamedZone final : public TimeZone {
 public:
  explicit NamedZone(std::unique_ptr<const icu::BasicTimeZone> zone) : zone_(std::move(zone)) {}

  std::chrono::seconds offset_at_local(std::chrono::local_seconds local) const override {
    const auto at = static_cast<UDate>(local.time_since_epoch().count()) * kMillisecondsPerSecond;
    std::int32_t raw = 0, saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone_->getOffsetFromLocal(at, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, saving, status);
    return to_seconds(raw, saving);
  }

  std::chrono::seconds offset_at(Timestamp instant) const override {
    const auto at = static_cast<UDate>(instant.time_since_epoch().count()) * kMillisecondsPerSecond;
    std::int32_t raw = 0, saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone_->getOffset(at, false, raw, saving, status);
    return to_seconds(raw, saving);
  }

 private:
  static std::chrono::seconds to_seconds(std::int32_t raw, std::int32_t saving) {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::milliseconds(raw + saving));
  }

  std::unique_ptr<const icu::BasicTimeZone> zone_;
};

// ICU also makes zones up: "GMT+5" gives one, and any unknown name gives GMT.
bool is_in_database(const icu::UnicodeString& name) {
  UErrorCode status = U_ZERO_ERROR;
  UBool known = false;
  icu::UnicodeString canonical;
  icu::TimeZone::getCanonicalID(name, canonical, known, status);
  return U_SUCCESS(status) && known && canonical != icu::UnicodeString(UCAL_UNKNOWN_ZONE_ID);
}

std::optional<icu::UnicodeString> to_id(std::string_view name) {
  constexpr std::size_t kLongestName = 64;
  if (name.empty() || name.size() > kLongestName) return std::nullopt;
  return icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
}

std::shared_ptr<const TimeZone> zone_of(const icu::UnicodeString& id) {
  if (!is_in_database(id)) return nullptr;
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  const auto* basic = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
  if (basic == nullptr) return nullptr;
  static_cast<void>(zone.release());  // the same object, from here on by its own type
  return std::make_shared<NamedZone>(std::unique_ptr<const icu::BasicTimeZone>(basic));
}

}  // namespace

std::shared_ptr<const TimeZone> find_zone(std::string_view name) {
  const std::optional<icu::UnicodeString> id = to_id(name);
  return id ? zone_of(*id) : nullptr;
}

std::shared_ptr<const TimeZone> find_windows_zone(std::string_view name) {
  const std::optional<icu::UnicodeString> windows_id = to_id(name);
  if (!windows_id) return nullptr;
  icu::UnicodeString id;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getIDForWindowsID(*windows_id, nullptr, id, status);
  return U_SUCCESS(status) && !id.isEmpty() ? zone_of(id) : nullptr;
}

}  // namespace commonplace::text
