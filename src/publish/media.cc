#include "publish/media.h"

#include "publish/dates.h"
#include "publish/links.h"

namespace commonplace::publish {
namespace {

// Media RSS has no element for a licence that validators know; media:copyright is where it points to one.
void write_media_license(xml::Writer& writer, const License& license) {
  if (license.empty()) return;
  writer.open("media:copyright").attribute_if("url", license.url).text(license.name).close();
}

}  // namespace

void write_image(xml::Writer& writer, const Image& image) {
  const std::string url = public_url_of(image.url);
  if (url.empty()) return;
  writer.open("media:content").attribute("url", url).attribute("medium", "image");
  if (!image.alt.empty()) writer.open("media:description").attribute("type", "plain").text(image.alt).close();
  for (const std::string& credit : image.credit) writer.element_if("media:credit", credit);
  write_media_license(writer, read_license(image.license));
  writer.close();
}

void write_event(xml::Writer& writer, const Event& event) {
  writer.element("ev:startdate", event_machine_date(event.start, event.precision));
  if (event.end) writer.element("ev:enddate", event_machine_date(*event.end, event.precision));
  writer.element_if("ev:location", event.location);
}

}  // namespace commonplace::publish
