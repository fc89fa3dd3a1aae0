// What HTTP/1.1 asks of a server beyond parsing (RFC 9112 §3, §6, §11.2): which requests are refused, how the head of
// an answer is spelled. Pure.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "commonplace/time.h"
#include "serve/message.h"

namespace commonplace::serve {

struct RequestHead {
  int version = 11;  // 10 or 11
  Request request;
};

// 0 where the request may be answered, else the status it is refused with; the connection must then be closed. Whatever
// two servers could understand differently is refused: no or two Hosts, a length beside a transfer coding, …
// The absolute form of the target is reduced to its path.
int judge(RequestHead& head, std::size_t target_bytes);

// Whether the client waits for "100 Continue" before it sends the body.
bool expects_continue(const RequestHead& head);

std::string_view reason_phrase(int status);

// 1xx, 204 and 304 have no body and no Content-Length.
bool may_have_body(int status);

struct HeadFields {
  std::string_view date;  // as HTTP has it
  int version = 11;       // the client's
  bool keep_alive = true;
};

// Appends the status line and the headers of `response` with Date, Content-Length and Connection, up to the empty line.
void write_head(std::string& out, const Response& response, const HeadFields& fields);

}  // namespace commonplace::serve
