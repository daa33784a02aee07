import CCurl
import CurlCalls
package import Foundation
package import Platforms

/// Sends requests through libcurl, all of them on one thread of its own.
///
/// `close()` ends it; without that it ends by itself once nobody holds it any more.
package final class CurlTransport: WireTransport {
    private let settings: TransportSettings
    private let inbox: TransferInbox

    /// Starts the thread.
    /// - Throws: `TransportError.other` where libcurl is out of memory.
    package init(_ settings: TransportSettings = TransportSettings()) throws(TransportError) {
        guard CurlLibrary.isReady, let handle = curl_multi_init() else {
            throw .other(reason: "libcurl is out of memory")
        }
        let multi = MultiHandle(handle)
        self.settings = settings
        inbox = TransferInbox(multi)
        let thread = Thread { [inbox] in
            CurlLoop(multi.handle, inbox, settings).run()
            inbox.threadEnded()
        }
        thread.name = "streetwork.curl"
        thread.start()
    }

    deinit { inbox.put(.stop) }

    package func send(_ request: WireRequest) async throws(TransportError) -> WireAnswer {
        try await transfer(request, to: nil, maxBodyBytes: request.limits.maxBodyBytes)
    }

    package func download(
        _ request: WireRequest,
        to file: URL,
        maxBytes: Int
    ) async throws(TransportError) -> WireAnswer {
        let target = try DownloadFile(at: file)
        let answer: WireAnswer
        do throws(TransportError) {
            answer = try await transfer(request, to: target, maxBodyBytes: maxBytes)
        } catch {
            // The reason for giving up says more than a file that cannot be removed either.
            try? await target.close(keeping: false)
            throw error
        }
        try await target.close(keeping: true)
        return answer
    }

    /// Ends all transfers with `TransportError.cancelled` and waits for the end of the thread; later ones end likewise.
    package func close() async {
        inbox.put(.stop)
        await inbox.waitForEnd()
    }

    private func transfer(
        _ request: WireRequest,
        to file: DownloadFile?,
        maxBodyBytes: Int
    ) async throws(TransportError) -> WireAnswer {
        let destination = try settings.policy.destination(of: request.url, hasHostKey: request.hostKey != nil)
        try CurlRequest.check(request, for: destination)
        let ticket = inbox.ticket()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let job = TransferJob(
                    ticket: ticket,
                    request: request,
                    destination: destination,
                    file: file,
                    maxBodyBytes: maxBodyBytes,
                    continuation: continuation
                )
                inbox.put(.start(job))
                // The handler may have run before there was anything to cancel.
                if Task.isCancelled { inbox.put(.cancel(ticket)) }
            }
        } onCancel: {
            inbox.put(.cancel(ticket))
        }
        return try result.get()
    }
}

/// Libcurl's handle of all transfers, on its way between threads.
///
/// Used by the thread of the transfers only, except for `wake`, which libcurl allows from any.
struct MultiHandle: @unchecked Sendable {
    fileprivate let handle: UnsafeMutableRawPointer

    fileprivate init(_ handle: UnsafeMutableRawPointer) { self.handle = handle }

    /// Makes the thread look at its wishes.
    func wake() { curl_multi_wakeup(handle) }
}

/// Libcurl's own preparation, once a process.
enum CurlLibrary {
    static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
}
