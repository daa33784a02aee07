import Crypto
import DeskAssets
import Foundation

/// The files that are embedded in the program.
struct AssetLibrary: Sendable {
    /// A file that browsers load beside a page.
    struct File: Sendable {
        /// What it holds.
        let bytes: [UInt8]
        /// Its media type.
        let type: String
        /// The address with a mark of the content in it, so that it may be kept for ever.
        let path: String
    }

    /// The files by the last part of their address.
    let files: [String: File]
    private let pages: [String: String]
    private let paths: [String: String]

    init() {
        var files: [String: File] = [:]
        var pages: [String: String] = [:]
        var paths: [String: String] = [:]
        for (name, bytes) in Self.embedded() {
            let parts = name.split(separator: "/").map(String.init)
            guard parts.count == 2 else { continue }
            let (stem, ending) = Self.parts(of: parts[1])
            if parts[0] == "pages" {
                pages[stem] = String(decoding: bytes, as: UTF8.self)
            } else if let type = Self.types[ending] {
                let mark = SHA256.hash(data: bytes).prefix(6).map {
                    String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
                }
                let marked = "\(stem)-\(mark.joined()).\(ending)"
                files[marked] = File(bytes: bytes, type: type, path: "/assets/\(marked)")
                paths[parts[1]] = "/assets/\(marked)"
            }
        }
        (self.files, self.pages, self.paths) = (files, pages, paths)
    }

    /// The names of all templates.
    var pageNames: [String] { pages.keys.sorted() }

    /// The template of a page; empty where there is none.
    func page(_ name: String) -> String { pages[name] ?? "" }

    /// The address of a file such as `desk.css`; empty where there is none.
    func path(_ name: String) -> String { paths[name] ?? "" }

    private static func embedded() -> [(name: String, bytes: [UInt8])] {
        (0..<desk_asset_count()).compactMap { index in
            let asset = desk_asset_at(index)
            guard let name = asset.name, let bytes = asset.bytes else { return nil }
            return (String(cString: name), Array(UnsafeBufferPointer(start: bytes, count: asset.count)))
        }
    }

    private static func parts(of name: String) -> (stem: String, ending: String) {
        guard let dot = name.lastIndex(of: ".") else { return (name, "") }
        return (String(name[..<dot]), String(name[name.index(after: dot)...]))
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png",
    ]
}
