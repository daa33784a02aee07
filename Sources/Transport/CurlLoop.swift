import CCurl
import CurlCalls

/// Leads all transfers; used by one thread only.
final class CurlLoop {
    /// The longest that it waits without looking at anything.
    private static let longestWait = Duration.seconds(60)

    private let multi: UnsafeMutableRawPointer
    private let inbox: TransferInbox
    private let settings: TransportSettings
    private var running: [UInt64: CurlTransfer] = [:]
    private var runningByHost: [String: Int] = [:]
    private var waiting: [TransferJob] = []
    /// When time limits have to be looked at next; never later than the first that may have run out.
    private var nextLook = ContinuousClock.now
    private var isStopping = false

    /// - Parameter multi: libcurl's handle of all transfers, cleaned up at the end of `run`.
    init(_ multi: UnsafeMutableRawPointer, _ inbox: TransferInbox, _ settings: TransportSettings) {
        self.multi = multi
        self.inbox = inbox
        self.settings = settings
        // Connections that rest are kept for as many hosts as may be asked at once.
        curl_calls_set_multi_long(multi, CURLMOPT_MAXCONNECTS, settings.maxRequests)
    }

    /// Runs until it is asked to stop.
    func run() {
        while true {
            fulfilWishes()
            if isStopping { break }
            var count: Int32 = 0
            curl_multi_perform(multi, &count)
            endFinished()
            let now = ContinuousClock.now
            if now >= nextLook { lookAtLimits(now) }
            startWaiting(now)
            curl_multi_poll(multi, nil, 0, Self.milliseconds(nextLook - now), nil)
        }
        for transfer in running.values { end(transfer, .failure(.cancelled)) }
        for job in waiting { job.end(.failure(.cancelled)) }
        inbox.shut()
        curl_multi_cleanup(multi)
    }

    private func fulfilWishes() {
        for wish in inbox.take() {
            switch wish {
            case .start(let job):
                waiting.append(job)
                nextLook = min(nextLook, job.deadline)
            case .cancel(let ticket): cancel(ticket)
            case .stop: isStopping = true
            }
        }
    }

    private func cancel(_ ticket: UInt64) {
        if let transfer = running[ticket] { return end(transfer, .failure(.cancelled)) }
        guard let place = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiting.remove(at: place).end(.failure(.cancelled))
    }

    /// Starts what has room, first come first served among those of a host.
    private func startWaiting(_ now: ContinuousClock.Instant) {
        guard !waiting.isEmpty, running.count < settings.maxRequests else { return }
        waiting.removeAll { job in
            let host = job.destination.host
            let isStarted =
                running.count < settings.maxRequests && runningByHost[host, default: 0] < settings.maxRequestsPerHost
            if isStarted { start(job, now) }
            return isStarted
        }
    }

    private func start(_ job: TransferJob, _ now: ContinuousClock.Instant) {
        let transfer: CurlTransfer
        do throws(TransportError) {
            transfer = try CurlTransfer(job, settings, now)
        } catch {
            return job.end(.failure(error))
        }
        guard curl_multi_add_handle(multi, transfer.handle) == CURLM_OK else {
            return job.end(.failure(.other(reason: "libcurl does not take the request")))
        }
        running[job.ticket] = transfer
        runningByHost[job.destination.host, default: 0] += 1
        nextLook = min(nextLook, transfer.limit(now))
    }

    private func endFinished() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = CurlTransfer.of(curl_calls_context(handle))
            else { continue }
            end(transfer, transfer.result(of: message.pointee.data.result))
        }
    }

    private func lookAtLimits(_ now: ContinuousClock.Instant) {
        nextLook = now + Self.longestWait
        for transfer in running.values {
            let limit = transfer.limit(now)
            if limit <= now { end(transfer, transfer.outOfTime) } else { nextLook = min(nextLook, limit) }
        }
        waiting.removeAll { job in
            let isOver = now >= job.deadline
            if isOver { job.end(.failure(.cannotConnect)) } else { nextLook = min(nextLook, job.deadline) }
            return isOver
        }
    }

    /// Gives up its place and tells whoever waits.
    private func end(_ transfer: CurlTransfer, _ result: TransferResult) {
        let host = transfer.job.destination.host
        curl_multi_remove_handle(multi, transfer.handle)
        running[transfer.job.ticket] = nil
        runningByHost[host] = runningByHost[host].flatMap { $0 > 1 ? $0 - 1 : nil }
        transfer.job.end(result)
    }

    /// Rounded up, so that it is time indeed when the wait is over.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let parts = min(max(duration, .zero), longestWait).components
        return Int32(parts.seconds * 1_000 + (parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
