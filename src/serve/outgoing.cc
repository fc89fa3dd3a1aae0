#include "serve/outgoing.h"

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace commonplace::serve {
namespace {

iovec piece(std::string_view bytes) { return {const_cast<char*>(bytes.data()), bytes.size()}; }

}  // namespace

ssize_t Outgoing::push_head_and_text(int socket) const {
  constexpr int kFlags = MSG_NOSIGNAL | MSG_DONTWAIT;
  const std::string_view head = head_.substr(std::min(sent_, head_.size()));
  const std::string_view text = body_.in_memory().substr(head.empty() ? body_sent() : 0);
  // What follows from a file goes into the same packets.
  if (text.empty()) return ::send(socket, head.data(), head.size(), kFlags | (body_.size() > 0 ? MSG_MORE : 0));
  if (head.empty()) return ::send(socket, text.data(), text.size(), kFlags);
  std::array<iovec, 2> pieces = {piece(head), piece(text)};
  msghdr message{};
  message.msg_iov = pieces.data();
  message.msg_iovlen = pieces.size();
  return ::sendmsg(socket, &message, kFlags);
}

ssize_t Outgoing::push_file(int socket) const {
  off_t at = body_.offset() + static_cast<off_t>(body_sent());
  return ::sendfile(socket, body_.descriptor(), &at, body_.size() - body_sent());
}

Outgoing::Progress Outgoing::push(int socket) {
  while (sent_ < head_.size() + body_.size()) {
    const bool from_file = body_.is_in_file() && sent_ >= head_.size();
    const ssize_t count = from_file ? push_file(socket) : push_head_and_text(socket);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return Progress::Blocked;
    if (count <= 0) return Progress::Failed;
    sent_ += static_cast<std::size_t>(count);
  }
  return Progress::Done;
}

}  // namespace commonplace::serve
