import CCurl
import CurlCalls
import Dispatch
package import Foundation

/// Talks HTTP to a daemon on this machine through its Unix socket.
///
/// libcurl blocks while it waits, so each call runs on a queue of its own and the caller's thread stays free.
package struct LocalSocketClient: Sendable {
    private let socketPath: String
    private let queue = DispatchQueue(label: "streetwork.local-socket", attributes: .concurrent)

    /// - Parameter socketPath: the path of the socket, at most 107 bytes as the system demands.
    package init(socketPath: String) {
        self.socketPath = socketPath
        _ = CurlLibrary.isReady
    }

    /// What came back.
    package struct Reply: Sendable {
        /// The status code of HTTP.
        package var status: Int
        /// The bytes of the body.
        package var body: Data
    }

    /// Sends a body and waits for the reply.
    ///
    /// No time limit in all, because an import may take long; but connecting takes two seconds at most.
    /// - Throws: `LocalSocketFailure` where nobody answers.
    package func post(_ path: String, body: Data) async throws -> Reply {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try send(path, body) }) }
        }
    }

    private func send(_ path: String, _ body: Data) throws -> Reply {
        guard let handle = curl_easy_init() else { throw LocalSocketFailure(reason: "libcurl is out of memory") }
        defer { curl_easy_cleanup(handle) }
        let receiver = Receiver()
        let headers = curl_slist_append(curl_slist_append(nil, "Content-Type: application/json"), "Expect:")
        defer { curl_slist_free_all(headers) }
        curl_calls_set_string(handle, CURLOPT_UNIX_SOCKET_PATH, socketPath)
        curl_calls_set_string(handle, CURLOPT_URL, "http://localhost/\(path)")
        curl_calls_set_string(handle, CURLOPT_PROTOCOLS_STR, "http")
        curl_calls_set_long(handle, CURLOPT_NOSIGNAL, 1)
        curl_calls_set_long(handle, CURLOPT_CONNECTTIMEOUT, 2)
        curl_calls_set_pointer(handle, CURLOPT_HTTPHEADER, headers)
        body.withUnsafeBytes { bytes in
            _ = curl_calls_set_body(handle, bytes.baseAddress, curl_off_t(bytes.count))
        }
        curl_calls_set_receiver(
            handle,
            { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue().body
                    .append(UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self), count: size * count)
                return size * count
            },
            Unmanaged.passUnretained(receiver).toOpaque()
        )
        let code = curl_easy_perform(handle)
        guard code == CURLE_OK else {
            throw LocalSocketFailure(reason: String(cString: curl_easy_strerror(code)))
        }
        return Reply(status: Int(curl_calls_status(handle)), body: receiver.body)
    }

    /// Gathers the body while libcurl calls back; used by one transfer only.
    private final class Receiver {
        var body = Data()
    }
}

/// Nobody answers on the socket.
package struct LocalSocketFailure: Error, Sendable {
    /// What libcurl says.
    package var reason: String
}
