import Domain
import Foundation
import Hummingbird

/// Style, script and icons, and what a phone needs to install the pages as an app.
struct AssetRoutes {
    let desk: DeskParts

    func add(to router: Router<BasicRequestContext>) {
        let desk = desk
        router.get("assets/:name") { request, context -> Response in
            guard let file = desk.assets.files[context.parameters.get("name") ?? ""] else { throw HTTPError(.notFound) }
            let tag = "\"\(file.path)\""
            let headers: HTTPFields = [
                .contentType: file.type, .cacheControl: "public, max-age=31536000, immutable", .eTag: tag,
            ]
            if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
        }
        router.get("manifest.webmanifest") { request, _ -> Response in
            let words = desk.words(for: request)
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/manifest+json", .cacheControl: "no-cache", .vary: "Accept-Language",
                ],
                body: .init(byteBuffer: ByteBuffer(bytes: try WebManifest(words: words, assets: desk.assets).json()))
            )
        }
    }
}

/// What a browser must know to install the pages as an app that other apps can share to.
struct WebManifest: Encodable {
    let id = "/capture"
    let name: String
    let shortName = "streetwork"
    let lang: String
    let startURL = "/capture"
    let scope = "/"
    let display = "standalone"
    let backgroundColor = "#0f5e59"
    let themeColor = "#0f5e59"
    let icons: [Icon]
    let shareTarget = ShareTarget()

    init(words: InterfaceWords, assets: AssetLibrary) {
        name = "streetwork: \(words[.captureTitle])"
        lang = words.language.rawValue
        icons = [
            Icon(src: assets.path("icon.svg"), sizes: "any", type: "image/svg+xml", purpose: "any"),
            Icon(src: assets.path("icon-192.png"), sizes: "192x192", type: "image/png", purpose: "any"),
            Icon(src: assets.path("icon-512.png"), sizes: "512x512", type: "image/png", purpose: "any"),
            Icon(src: assets.path("icon-512.png"), sizes: "512x512", type: "image/png", purpose: "maskable"),
        ]
    }

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    struct Icon: Encodable {
        let src: String
        let sizes: String
        let type: String
        let purpose: String
    }

    /// Shared things arrive as the query of the capture page.
    struct ShareTarget: Encodable {
        let action = "/capture"
        let method = "GET"
        let enctype = "application/x-www-form-urlencoded"
        let params = ["title": "title", "text": "text", "url": "url"]
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, shortName = "short_name", lang, scope, display, icons
        case startURL = "start_url"
        case backgroundColor = "background_color"
        case themeColor = "theme_color"
        case shareTarget = "share_target"
    }
}
