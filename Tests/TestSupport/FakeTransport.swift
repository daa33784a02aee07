package import Foundation
package import Platforms
import Synchronization
package import Transport

/// Answers requests from a closure and keeps them.
package final class FakeTransport: WireTransport {
    private let answer: @Sendable (WireRequest) throws(TransportError) -> WireAnswer
    private let kept = Mutex<[WireRequest]>([])

    /// - Parameter answer: called for each request, from any thread.
    package init(_ answer: @escaping @Sendable (WireRequest) throws(TransportError) -> WireAnswer) {
        self.answer = answer
    }

    /// All requests so far, in their order.
    package var requests: [WireRequest] { kept.withLock { $0 } }

    package func send(_ request: WireRequest) async throws(TransportError) -> WireAnswer {
        kept.withLock { $0.append(request) }
        return try answer(request)
    }

    package func download(
        _ request: WireRequest,
        to file: URL,
        maxBytes: Int
    ) async throws(TransportError) -> WireAnswer {
        var answer = try await send(request)
        guard answer.body.count <= maxBytes else { throw .tooLarge(limit: maxBytes) }
        guard FileManager.default.createFile(atPath: file.path, contents: Data(answer.body)) else {
            throw .cannotStore(reason: "the file cannot be made")
        }
        answer.body = []
        return answer
    }
}
