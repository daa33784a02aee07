import CCurl
import CurlCalls
import Glibc
import Platforms

/// One transfer while it runs; used by the thread of the transfers only.
final class CurlTransfer {
    let job: TransferJob
    /// Libcurl's handle of it.
    let handle: UnsafeMutableRawPointer
    private let policy: AddressPolicy
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var answer: AnswerCollector
    private var isAddressRefused = false
    /// Whether a connection stands, so that something of the request may have been sent.
    private var isConnected = false
    /// When the connection stood or the last byte arrived.
    private var lastByteAt: ContinuousClock.Instant

    /// Sets up a transfer; it is not started yet.
    /// - Throws: `TransportError.other` where libcurl does not take an option.
    init(_ job: TransferJob, _ settings: TransportSettings, _ now: ContinuousClock.Instant) throws(TransportError) {
        guard let handle = curl_easy_init() else { throw .other(reason: "libcurl is out of memory") }
        self.job = job
        self.handle = handle
        policy = settings.policy
        answer = AnswerCollector(file: job.file, maxBodyBytes: job.maxBodyBytes)
        lastByteAt = now
        var options = CurlOptions(handle)
        CurlRequest.set(job, settings, in: &options)
        lists = options.lists
        setCallbacks(&options)
        if let refused = options.refused { throw .other(reason: CurlOutcome.words(refused)) }
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
    }

    /// The transfer behind a context that libcurl gives back.
    static func of(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
        context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// What libcurl's verdict means.
    func result(of code: CURLcode) -> TransferResult {
        if let failure = answer.failure { return .failure(failure) }
        if code == CURLE_COULDNT_CONNECT, isAddressRefused { return .failure(.forbiddenAddress) }
        let isHTTP = job.destination.scheme != .sftp
        if !isHTTP, let status = CurlOutcome.sshStatus(of: code) {
            return .success(WireAnswer(status: status, body: status == 200 ? answer.body : []))
        }
        guard code == CURLE_OK else {
            return .failure(CurlOutcome.error(code, wasConnected: isConnected))
        }
        let status = Int(curl_calls_status(handle))
        guard answer.hasAllHeaders, status >= 200 else { return .failure(.broken) }
        return .success(WireAnswer(status: status, headers: answer.headers, body: answer.body))
    }

    /// Until when its limits cannot run out; the past where one has.
    ///
    /// While no connection stands libcurl's own limit counts, and the wait for bytes has not begun.
    func limit(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        min(job.deadline, (isConnected ? lastByteAt : now) + job.request.limits.idle)
    }

    /// What running out of time means.
    var outOfTime: TransferResult { result(of: CURLE_OPERATION_TIMEDOUT) }

    private func setCallbacks(_ options: inout CurlOptions) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        options.set(CURLOPT_PRIVATE, context)
        options.note(
            curl_calls_set_receiver(
                handle,
                { bytes, size, count, context in
                    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return CurlTransfer.of(context)?.take(body: piece) == true ? piece.count : 0
                },
                context
            )
        )
        options.note(
            curl_calls_set_header_receiver(
                handle,
                { bytes, size, count, context in
                    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return CurlTransfer.of(context)?.take(headerLine: line) == true ? line.count : 0
                },
                context
            )
        )
        options.note(
            curl_calls_set_connection_listener(
                handle,
                { context, _, _, _, _ in
                    CurlTransfer.of(context)?.noteConnection()
                    return CURL_PREREQFUNC_OK
                },
                context
            )
        )
        options.note(
            curl_calls_set_socket_opener(
                handle,
                { context, _, address in CurlTransfer.of(context)?.openSocket(address) ?? CURL_SOCKET_BAD },
                context
            )
        )
    }

    private func noteConnection() {
        isConnected = true
        lastByteAt = .now
    }

    private func take(body piece: UnsafeRawBufferPointer) -> Bool {
        lastByteAt = .now
        return answer.take(body: piece)
    }

    private func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
        lastByteAt = .now
        return answer.take(headerLine: line)
    }

    /// Opens a socket for an address that may be asked.
    private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
        guard let address else { return CURL_SOCKET_BAD }
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = Int(curl_calls_address(address, &bytes))
        guard let target = NetworkAddress(Array(bytes.prefix(count))), policy.allows(target, for: job.destination)
        else {
            isAddressRefused = true
            return CURL_SOCKET_BAD
        }
        let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(address.pointee.family, kind, address.pointee.protocol)
    }
}
