import ArgumentParser

/// The program: the daemon and every command.
@main
struct Streetwork: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "streetwork",
        abstract: "Social media streetwork: find the posts that need an answer, answer them well, count the week.",
        discussion: """
            Begin with 'streetwork import FILE', look at 'streetwork queue', take one with 'streetwork queue next \
            --as YOU', answer it with 'streetwork answer', and see the week with 'streetwork statistics'.

            --config and --data may also stand in the environment: STREETWORK_CONFIG, STREETWORK_DATA.
            """,
        version: Version.text,
        subcommands: [
            ImportCommand.self, QueueCommand.self, CorrectCommand.self, AnswerCommand.self, StatisticsCommand.self,
            ClassifyCommand.self,
            TemplateCommand.self, SpaceCommand.self, SourceCommand.self, CaptureCommand.self, OutboxCommand.self,
            ServeCommand.self, DeepenCommand.self, CheckCommand.self,
            EvaluateCommand.self, TrainCommand.self, LikeCommand.self,
            TokenCommand.self, BenchmarkCommand.self,
        ]
    )

    @OptionGroup var house: HouseOptions
}

/// The version of the program.
enum Version {
    static let text = "0.1.0"
}
