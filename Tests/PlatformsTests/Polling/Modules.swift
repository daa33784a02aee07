import Domain
import Platforms
import Testing

/// The modules that have tests of their own.
enum Modules {
    static var telegramBot: any SourceModule { get throws { try #require(SourceModules.module(of: .telegramBot)) } }
    static var tiktokAccount: any SourceModule { get throws { try #require(SourceModules.module(of: .tiktokAccount)) } }
}
