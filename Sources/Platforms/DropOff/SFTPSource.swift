package import Domain

/// A folder on a server that is reached through SSH.
package struct SFTPSource: DropOffModule {
    package let kind = SourceKind.sftp
    package let summary = "fetches exports from a folder on an SFTP server"
    package let settings = [
        SourceField(
            "url",
            "The folder, as sftp://host/path/; a path that begins with /~/ is in the user's own folder."
        ),
        SourceField("user", "The name of the account."),
        SourceField("host-key", "The SHA-256 of the server's key, as 'ssh-keygen -l' prints it: SHA256:…"),
        SourceField("key-file", "The file with the private key, where no password is used.", isRequired: false),
        .settleSeconds,
    ]
    package let secrets = [
        SourceField("password", "The password of the account, or of the private key.", isRequired: false)
    ]
    package let placeSetting = "url"

    package init() {}

    package func lister(_ setup: SourceSetup, way: Int?) throws(PollTrouble) -> SFTPLister {
        let folder = try setup.webAddress("url", schemes: ["sftp"])
        let user = try setup.required("user")
        let hostKey = try hostKey(try setup.required("host-key"))
        let keyFile = setup.setting("key-file")
        let password = setup.allSecrets("password").first
        guard keyFile != nil || password != nil else { throw .missingPassword }
        guard keyFile?.hasPrefix("/") != false else {
            throw .needsPerson(
                reason: "The setting 'key-file' is no path from the root on.",
                remedy: "Set it to the whole path of the private key, which streetwork must be allowed to read."
            )
        }
        let login = WireLogin(user: user, password: password ?? "", keyFile: keyFile)
        return SFTPLister(folder, login: login, hostKey: hostKey)
    }

    /// Without the name of the sum and without padding: 32 bytes are 43 digits of Base64.
    private func hostKey(_ text: String) throws(PollTrouble) -> String {
        let bare = (text.hasPrefix("SHA256:") ? text.dropFirst(7) : text[...]).prefix { $0 != "=" }
        let isBase64 = bare.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"): true
            default: false
            }
        }
        guard bare.utf8.count == 43, isBase64 else {
            throw .needsPerson(
                reason: "The setting 'host-key' is no SHA-256 of a key.",
                remedy: "Ask whoever runs the server for what 'ssh-keygen -lf' prints for its key, and set the part "
                    + "that begins with SHA256:."
            )
        }
        return String(bare)
    }
}

/// Lists a folder through SFTP, folder by folder.
package struct SFTPLister: DropOffLister {
    private let folder: WebAddress
    private let login: WireLogin
    private let hostKey: String
    private let limits: DropOffLimits
    private var walk: DropOffWalk

    package init(_ folder: WebAddress, login: WireLogin, hostKey: String, limits: DropOffLimits = DropOffLimits()) {
        self.folder = folder
        self.login = login
        self.hostKey = hostKey
        self.limits = limits
        walk = DropOffWalk(limits)
    }

    package mutating func next(
        _ answer: WireAnswer?,
        _ cursor: inout DropOffCursor
    ) throws(PollTrouble) -> ListingStep {
        guard let answer else { return ask() }
        if answer.status == 200 {
            let listing = SFTPListing(answer.body)
            for entry in listing.entries {
                walk.add(entry.name, isFolder: entry.isFolder, bytes: entry.bytes, modified: entry.day)
            }
            for line in listing.strangeLines { walk.refuse(line, "A line of the listing cannot be understood.") }
        } else if !walk.passOver(answer) {
            throw DropOffStatus.trouble(answer)
        }
        return try walk.goOn() ? ask() : .listed(walk.listing)
    }

    package func fetch(_ file: DropOffFile) -> FileToFetch {
        let request = request(folder.text(file.path, isFolder: false), limits.fetching)
        return FileToFetch(request: request, path: nil, name: file.name, bytes: file.bytes, cursor: "")
    }

    private func ask() -> ListingStep {
        .ask(.ask(request(folder.text(walk.current, isFolder: true), limits.listing)))
    }

    private func request(_ url: String, _ limits: WireLimits) -> WireRequest {
        WireRequest(.get, url, login: login, hostKey: hostKey, limits: limits)
    }
}
