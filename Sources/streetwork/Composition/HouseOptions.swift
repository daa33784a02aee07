import ArgumentParser

/// Where the configuration and the data are, and how results are written; the same for every command.
struct HouseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The data folder.", valueName: "dir"))
    var data: String?

    @Flag(help: "Write results as JSON.")
    var json = false

    init() {}
}
