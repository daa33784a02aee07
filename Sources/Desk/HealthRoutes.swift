import Domain
import Foundation
import Hummingbird
import Operations
import Storage

/// Tells a monitor whether the daemon can do its work.
///
/// Says nothing about anybody.
struct HealthRoutes {
    let house: House

    func add(to router: Router<BasicRequestContext>) {
        let house = house
        router.get("healthz") { _, _ -> Response in
            do {
                _ = try await house.store.openCount()
                return JSONAnswer.response(.ok, Data(#"{"status":"ok"}"#.utf8))
            } catch {
                return JSONAnswer.response(
                    .serviceUnavailable,
                    Data(#"{"status":"failing","what":"the database cannot be read"}"#.utf8)
                )
            }
        }
    }
}

/// Answers in JSON that nobody may keep or embed.
enum JSONAnswer {
    static func response(_ status: HTTPResponse.Status, _ body: Data) -> Response {
        Response(
            status: status,
            headers: [
                .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}
