import Dispatch

/// Runs tasks on threads of its own, where a blocking read harms nobody.
///
/// The cooperative pool has as many threads as cores; two blocked reads would stop a server on two cores.
package final class BackgroundExecutor: TaskExecutor {
    private let queue: DispatchQueue

    /// - Parameter label: for whoever looks at the threads.
    package init(label: String) {
        queue = DispatchQueue(label: label, qos: .utility, attributes: .concurrent)
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}
