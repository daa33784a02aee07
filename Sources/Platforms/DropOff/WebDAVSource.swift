package import Domain

/// A folder on a WebDAV server, such as a Nextcloud account or public share.
package struct WebDAVSource: DropOffModule {
    package let kind = SourceKind.webdav
    package let summary = "fetches exports from a WebDAV folder, such as a Nextcloud share"
    package let settings = [
        SourceField("url", "The public link of a share, or the address of a folder as WebDAV clients are given it."),
        SourceField("user", "The name of the account; not for public links.", isRequired: false),
        .settleSeconds,
    ]
    package let secrets = [
        SourceField("password", "The password of the share, or an app password of the account.", isRequired: false)
    ]
    package let placeSetting = "url"

    package init() {}

    package func lister(_ setup: SourceSetup, way: Int?) throws(PollTrouble) -> WebDAVLister {
        WebDAVLister(try WebDAVWay.all(setup), way: way)
    }
}
