package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A user at a real terminal, who waits for each text and then types an answer. */
record AtTheTerminal(Path folder, Map<String, String> environment, List<Turn> turns) {
  private static final String PERSON =
      """
      import json, os, pty, select, signal, sys, time
      turns, words = json.loads(sys.argv[1]), sys.argv[2:]
      pid, fd = pty.fork()
      if pid == 0:
          os.environ['TERM'] = 'xterm'
          # A background job ignores SIGINT, and its child processes would too.
          signal.signal(signal.SIGINT, signal.SIG_DFL)
          os.execvp(words[0], words)
      said, seen, end = b'', 0, time.time() + 120
      while time.time() < end:
          if select.select([fd], [], [], 0.2)[0]:
              try:
                  more = os.read(fd, 4096)
              except OSError:
                  break
              if not more:
                  break
              said += more
          while turns and turns[0][0].encode() in said[seen:]:
              seen += said[seen:].index(turns[0][0].encode()) + len(turns[0][0])
              time.sleep(0.3)
              os.write(fd, turns.pop(0)[1].encode())
      if time.time() >= end:
          os.kill(pid, signal.SIGKILL)
      sys.stdout.write(said.decode(errors='replace'))
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) if not turns else 99)
      """;

  /**
   * One answer of the user.
   *
   * @param text the text to wait for
   * @param typed the answer, with its line end
   */
  record Turn(String text, String typed) {}

  /**
   * The result of a run.
   *
   * @param exit the exit code; 99 if a text did not appear
   */
  record Seen(int exit, String text) {}

  AtTheTerminal types(String text, String typed) {
    var more = new ArrayList<>(turns);
    more.add(new Turn(text, typed));
    return new AtTheTerminal(folder, environment, more);
  }

  Seen run(List<String> words) throws IOException, InterruptedException {
    List<Object> told =
        turns.stream().<Object>map(turn -> List.of(turn.text(), turn.typed())).toList();
    var all = new ArrayList<>(List.of("/usr/bin/python3", "-c", PERSON));
    all.add(JsonWriter.compact(told));
    all.addAll(words);
    var builder = new ProcessBuilder(all).redirectErrorStream(true).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Seen(process.waitFor(), text);
  }
}
