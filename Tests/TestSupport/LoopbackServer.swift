import Foundation
import Synchronization

/// A small web server on this machine that answers as a test wants, rudely too.
///
/// Each connection has a thread, so one that hangs does not hold up another. It ends with its last reference.
package final class LoopbackServer: Sendable {
    /// A request that arrived.
    package struct Request: Sendable {
        /// The line of the request and its headers, as they came, without the empty line.
        package var lines: [String]
        /// The body, where its length was named.
        package var body: [UInt8]

        /// The method.
        package var method: String { part(0) }
        /// The path with its query.
        package var path: String { part(1) }

        /// The value of a header, by its name in lower case; nil where there is none.
        package func header(_ name: String) -> String? {
            let line = lines.first { $0.lowercased().hasPrefix(name + ":") }
            return line.map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }

        private func part(_ place: Int) -> String {
            let words = (lines.first ?? "").split(separator: " ")
            return place < words.count ? String(words[place]) : ""
        }
    }

    /// What is done to answer; after the last one the connection stays open for the next request.
    package enum Step: Sendable {
        /// Sends these bytes.
        case send([UInt8])
        /// Sends these bytes one by one, with a pause after each.
        case drip([UInt8], every: Duration)
        /// Waits, silent, until the other side ends the connection.
        case hold
        /// Ends the connection in good order.
        case close
        /// Ends the connection with a reset.
        case reset
    }

    private struct State {
        var connections = 0
        var open: Set<Int32> = []
        var requests: [Request] = []
    }

    private let state: SharedState
    private let listener: Int32
    /// The port, chosen by the system.
    package let port: Int

    /// Listens on 127.0.0.1.
    /// - Throws: `POSIXError` where that fails.
    package init(_ answer: @escaping @Sendable (Request) -> [Step]) throws {
        let listening = try LoopbackSocket.listen()
        let state = SharedState()
        (listener, port, self.state) = (listening.descriptor, listening.port, state)
        Thread.detachNewThread { [listener] in
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                state.value.withLock { state in
                    state.connections += 1
                    state.open.insert(connection)
                }
                Thread.detachNewThread {
                    Self.serve(connection, answer) { request in state.value.withLock { $0.requests.append(request) } }
                    state.value.withLock { _ = $0.open.remove(connection) }
                    close(connection)
                }
            }
            close(listener)
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        state.value.withLock { state in
            for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    /// How many connections there were.
    package var connections: Int { state.value.withLock { $0.connections } }
    /// How many connections there are.
    package var openConnections: Int { state.value.withLock { $0.open.count } }
    /// All requests so far, in their order.
    package var requests: [Request] { state.value.withLock { $0.requests } }

    /// The address of a path on this server.
    package func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    /// An answer with a length; the connection stays open.
    package static func page(_ body: [UInt8], status: String = "200 OK", headers: String = "") -> [UInt8] {
        Array("HTTP/1.1 \(status)\r\nContent-Length: \(body.count)\r\n\(headers)\r\n".utf8) + body
    }

    private final class SharedState: Sendable {
        let value = Mutex(State())
    }

    private static func serve(
        _ connection: Int32,
        _ answer: (Request) -> [Step],
        _ note: (Request) -> Void
    ) {
        var buffer: [UInt8] = []
        while let request = nextRequest(connection, &buffer) {
            note(request)
            for step in answer(request) {
                switch step {
                case .send(let bytes): guard LoopbackSocket.send(bytes, to: connection) else { return }
                case .drip(let bytes, let pause):
                    for byte in bytes {
                        guard LoopbackSocket.send([byte], to: connection) else { return }
                        usleep(UInt32(pause / .microseconds(1)))
                    }
                case .hold:
                    while LoopbackSocket.receive(connection) != nil {}
                    return
                case .close: return
                case .reset: return LoopbackSocket.resetAtClose(connection)
                }
            }
        }
    }

    /// Reads until a request is complete; nil at the end of the connection.
    private static func nextRequest(_ connection: Int32, _ buffer: inout [UInt8]) -> Request? {
        while true {
            if let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
                let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
                var request = Request(lines: lines, body: [])
                let length = request.header("content-length").flatMap { Int($0) } ?? 0
                if buffer.count >= end.upperBound + length {
                    request.body = Array(buffer[end.upperBound..<end.upperBound + length])
                    buffer.removeFirst(end.upperBound + length)
                    return request
                }
            }
            guard let piece = LoopbackSocket.receive(connection) else { return nil }
            buffer += piece
        }
    }
}
