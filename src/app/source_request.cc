#include "app/source_request.h"

#include "commonplace/version.h"

namespace commonplace::app {

fetch::curl::Settings fetch_settings(const config::Service& service) {
  fetch::curl::Settings settings;
  settings.user_agent = fetch::curl::make_user_agent(version(), service.contact);
  settings.allow_networks = service.allow_networks;
  settings.parallel = service.parallel;
  return settings;
}

fetch::curl::Settings alert_settings(const config::Service& service) {
  fetch::curl::Settings settings = fetch_settings(service);
  settings.parallel = 1;
  return settings;
}

fetch::FetchRequest request_for(const Url& url, const Source& source) {
  fetch::FetchRequest request;
  request.url = url;
  request.headers = source.headers;
  request.username = source.username;
  request.password = source.password;
  request.proxy = source.proxy;
  request.http_version = source.http_version;
  request.allow_networks = source.allow_networks;
  return request;
}

fetch::FetchRequest page_request_for(const Url& url, const Source& source) {
  fetch::FetchRequest request;
  request.url = url;
  request.proxy = source.proxy;
  request.http_version = source.http_version;
  request.allow_networks = source.allow_networks;
  return request;
}

Url document_base(const fetch::FetchResponse& response, const Source& source) {
  if (response.url.scheme() != "file" || source.homepage.empty()) return without_userinfo(response.url);
  return without_userinfo(parse_url(source.homepage).value_or(response.url));
}

}  // namespace commonplace::app
