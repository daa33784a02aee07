import Domain
import Foundation
import Synchronization

/// A server on this machine that holds every request for a while and then answers it with nothing new.
///
/// One thread serves all connections; it ends with the process.
final class PollHolder: Sendable {
    /// What it has to do.
    struct Load: Sendable {
        /// Requests that wait.
        var waiting = 0
        /// Answers so far.
        var answers = 0
        /// What the thread has computed so far.
        var processorSeconds = 0.0
    }

    private static let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]".utf8)

    /// Where it is asked.
    let url: String
    private let state: SharedLoad

    /// Listens on 127.0.0.1.
    /// - Throws: `OperatorError` where that fails.
    init(hold: Duration) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutableBytes(of: &address) { bytes in
            let name = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            return bind(listener, name, length) == 0 && listen(listener, 4_096) == 0
                && getsockname(listener, name, &length) == 0
        }
        guard isListening else {
            throw OperatorError(
                "No port of this machine can be listened at.",
                remedy: "Look at the limits of the user."
            )
        }
        let state = SharedLoad()
        self.state = state
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/"
        Thread.detachNewThread { Self.serve(listener, hold, state) }
    }

    /// What it has to do at this moment.
    var load: Load { state.value.withLock { $0 } }

    private final class SharedLoad: Sendable {
        let value = Mutex(Load())
    }

    /// What the thread works on.
    private struct Watch {
        let listener: Int32
        let hold: Duration
        var watched: [pollfd]
        /// Every request is held equally long, so the first that came is the first to be answered.
        var held: [(connection: Int32, until: ContinuousClock.Instant)] = []
        var answers = 0
        var piece = [UInt8](repeating: 0, count: 4_096)

        init(_ listener: Int32, _ hold: Duration) {
            self.listener = listener
            self.hold = hold
            watched = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
        }

        /// Waits until there is something to do, and does it.
        mutating func round() {
            let wait = held.first.map { max(.zero, $0.until - .now) / .milliseconds(1) } ?? 1_000
            poll(&watched, nfds_t(watched.count), Int32(min(wait, 1_000)) + 1)
            takeIn(.now)
            let now = ContinuousClock.now
            let due = held.prefix { $0.until <= now }
            for (connection, _) in due {
                send(connection, PollHolder.answer, PollHolder.answer.count, Int32(MSG_NOSIGNAL))
            }
            answers += due.count
            held.removeFirst(due.count)
        }

        private mutating func takeIn(_ now: ContinuousClock.Instant) {
            var (come, gone): ([Int32], Set<Int32>) = ([], [])
            for place in watched where place.revents != 0 {
                if place.fd == listener {
                    come.append(accept(listener, nil, nil))
                } else if recv(place.fd, &piece, piece.count, 0) > 0 {
                    held.append((place.fd, now + hold))
                } else {
                    gone.insert(place.fd)
                }
            }
            watched += come.filter { $0 >= 0 }.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard !gone.isEmpty else { return }
            held.removeAll { gone.contains($0.connection) }
            watched.removeAll { gone.contains($0.fd) }
            for connection in gone { close(connection) }
        }
    }

    private static func serve(_ listener: Int32, _ hold: Duration, _ state: SharedLoad) {
        var watch = Watch(listener, hold)
        while true {
            watch.round()
            let seconds = ProcessorTime.seconds(CLOCK_THREAD_CPUTIME_ID)
            let load = Load(waiting: watch.held.count, answers: watch.answers, processorSeconds: seconds)
            state.value.withLock { $0 = load }
        }
    }
}
