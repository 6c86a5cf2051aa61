import { Command, type Help } from 'commander';
import { type Entry, type Group, TREE } from './tree';

type Perform = (entry: Entry, args: readonly string[]) => Promise<void>;

/** The words of the command line and their help. Options are each command's own affair, which takes them as they are. */
export function createProgram(perform: Perform): Command {
  const program = new Command('npm run mien --')
    .usage('<command> [options]')
    .description('Everything that is done with mien in a terminal.')
    .option('--no-setup', 'before the command: leave the set-up out')
    .helpOption('--help', 'this text; behind a command, that command’s')
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError()
    .configureHelp({ helpWidth: 140, visibleCommands, subcommandTerm: pathOf });
  for (const each of TREE) {
    if ('commands' in each) addGroup(program, each, perform);
    else addEntry(program, each, perform);
  }
  return program;
}

function addGroup(program: Command, { name, line, commands }: Group, perform: Perform): void {
  const group = program.command(name).description(line).usage('<command> [options]').helpCommand(false);
  for (const entry of commands) addEntry(group, entry, perform);
}

function addEntry(parent: Command, entry: Entry, perform: Perform): void {
  const { name, line, usual = false } = entry;
  parent
    .command(name, { isDefault: usual })
    .description(usual ? `${line} (also without the word “${name}”)` : line)
    .argument('[args...]')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (_args: string[], _options: object, { args }: Command) => {
      const [word] = args;
      // What is no command of a group comes to its usual one.
      if (usual && word !== undefined && !word.startsWith('-'))
        parent.error(`error: unknown command '${word}'`);
      await perform(entry, args);
    });
}

/** All that run something, those of the groups among them. */
function visibleCommands(this: Help, command: Command): Command[] {
  return command.commands.flatMap((each) => (each.commands.length > 0 ? [...each.commands] : [each]));
}

/** Without the program's own name. */
function pathOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${pathOf(parent)} ${command.name()}` : command.name();
}
