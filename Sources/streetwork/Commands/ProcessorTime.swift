import CDispatch
import Foundation

/// What this process has computed.
enum ProcessorTime {
    /// The seconds of processor time so far.
    /// - Parameter clock: of the process; `CLOCK_THREAD_CPUTIME_ID` for the thread that asks.
    static func seconds(_ clock: clockid_t = CLOCK_PROCESS_CPUTIME_ID) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
