// swift-tools-version: 6.2
import PackageDescription

/// The language settings of every Swift target.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// One of our own Swift targets.
func room(_ name: String, on dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a target.
func tests(_ name: String, on dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nio = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "streetwork",
    products: [.executable(name: "streetwork", targets: ["streetwork"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        room("Domain", on: []),
        .target(name: "CKernels"),
        room("Classification", on: ["CKernels", "Domain"]),
        // Without optimisation a vector would take seconds, in tests too.
        .target(name: "CEncoder", cSettings: [.unsafeFlags(["-O2"])]),
        room("Encoder", on: ["CEncoder", "Domain"]),
        .target(name: "CLikeness"),
        room("Likeness", on: ["CLikeness", "Domain"]),
        room("Training", on: ["CKernels", "Classification", "Domain"]),
        room("Platforms", on: ["Domain", crypto]),
        room("Answering", on: ["Domain"]),
        room("Statistics", on: ["Domain"]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CurlCalls", dependencies: ["CCurl"]),
        room("Transport", on: ["Domain", "Platforms", "CCurl", "CurlCalls"]),
        room("Storage", on: ["Domain", grdb]),
        room(
            "Intake",
            on: [
                "Domain", "Platforms", "Classification", "Likeness", "Storage", "Transport", "CZip", crypto, logging,
                lifecycle,
            ]
        ),
        room(
            "Operations",
            on: [
                "Domain", "Platforms", "Classification", "Likeness", "Answering", "Statistics", "Storage", "Intake",
                "Transport", logging, yams,
            ]
        ),
        // Templates, style, script and icons, embedded in the program.
        .target(name: "DeskAssets", exclude: ["pages", "files"]),
        room(
            "Desk",
            on: [
                "DeskAssets", "Domain", "Intake", "Operations", "Platforms", "Storage", crypto, httpTypes, hummingbird,
                logging, lifecycle, mustache,
            ]
        ),
        .executableTarget(
            name: "streetwork",
            dependencies: [
                "Domain", "Classification", "Platforms", "Answering", "Statistics", "Storage", "Intake", "Operations",
                "Desk", "Encoder", "Likeness", "Training", "Transport", arguments, logging, lifecycle, signals, yams,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Domain", "Platforms", "Storage", "Transport"],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        tests("DomainTests", on: ["Domain", "TestSupport"]),
        tests("ClassificationTests", on: ["Classification", "Domain", "Platforms", "TestSupport", yams]),
        tests("EncoderTests", on: ["CEncoder", "Domain", "Encoder", "TestSupport"]),
        tests("TrainingTests", on: ["Classification", "Domain", "TestSupport", "Training"]),
        tests("LikenessTests", on: ["Domain", "Likeness", "TestSupport"]),
        tests("PlatformsTests", on: ["Domain", "Platforms", "TestSupport"]),
        tests("TransportTests", on: ["Domain", "Platforms", "TestSupport", "Transport"]),
        tests("AnsweringTests", on: ["Answering", "Domain", "TestSupport", yams]),
        tests("StatisticsTests", on: ["Domain", "Statistics", "TestSupport"]),
        tests("StorageTests", on: ["Domain", "Storage", "TestSupport", grdb]),
        tests(
            "IntakeTests",
            on: [
                "Classification", "Domain", "Intake", "Likeness", "Operations", "Platforms", "Storage", "TestSupport",
                "Transport", logging,
            ]
        ),
        tests(
            "OperationsTests",
            on: [
                "Answering", "Classification", "Domain", "Intake", "Likeness", "Operations", "Platforms", "Statistics",
                "Storage", "TestSupport",
            ]
        ),
        tests(
            "DeskTests",
            on: [
                "Desk", "Domain", "Intake", "Operations", "Platforms", "Storage", "TestSupport", crypto, httpTypes,
                hummingbird, logging, nio,
            ]
        ),
        tests("EndToEndTests", on: ["streetwork", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x
)
