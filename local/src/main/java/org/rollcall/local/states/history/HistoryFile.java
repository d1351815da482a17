package org.rollcall.local.states.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.Timestamps;
import org.rollcall.local.states.services.Time;

/**
 * A file with the events of an execution, one JSON object per line, in the format of {@code
 * GetExecutionHistory}. It includes the events of a distributed Map's children, with the name of
 * the child in {@code child} and without data, as in the default logging of AWS.
 */
public final class HistoryFile implements AutoCloseable {

  private static final Set<String> DATA_MEMBERS =
      Set.of("input", "output", "parameters", "assignedVariables");

  private final Writer lines;
  private final Time time;

  public HistoryFile(Path file, Time time) {
    this.time = time;
    try {
      // A FileOutputStream, because an interrupt of the thread would close a channel of java.nio.
      lines = new OutputStreamWriter(new FileOutputStream(file.toFile(), true), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The history of the execution.
   *
   * @param mapRuns receives the map runs
   */
  public History history(Consumer<MapRun> mapRuns) {
    return new EventWriter("", mapRuns);
  }

  @Override
  public synchronized void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void append(ObjectNode event) {
    try {
      lines.write(StateData.text(event) + "\n");
      lines.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the events of the execution in chronological order, without those of child executions.
   */
  public static List<ObjectNode> events(Path file) {
    List<ObjectNode> events = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{\"id\"")) {
          events.add((ObjectNode) StateData.parse(line));
        }
      }
    } catch (NoSuchFileException | JsonProcessingException e) {
      // The file does not exist yet, or the last line is incomplete.
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  /** Numbers and writes the events of one execution. */
  private final class EventWriter implements History {

    private final String child;
    private final Consumer<MapRun> mapRuns;
    private long lastId;

    EventWriter(String child, Consumer<MapRun> mapRuns) {
      this.child = child;
      this.mapRuns = mapRuns;
    }

    @Override
    public synchronized long add(long previous, HistoryEvent event) {
      ObjectNode line = StateData.object();
      if (!child.isEmpty()) {
        line.put("child", child);
      }
      line.put("id", ++lastId)
          .put("previousEventId", previous)
          .put("timestamp", Timestamps.seconds(time.now()))
          .put("type", event.type());
      if (!event.member().isEmpty()) {
        ObjectNode details = event.details();
        line.set(
            event.member(), child.isEmpty() ? details : details.deepCopy().without(DATA_MEMBERS));
      }
      append(line);
      return lastId;
    }

    @Override
    public void mapRunStarted(MapRun run) {
      mapRuns.accept(run);
    }

    @Override
    public History child(String name) {
      return new EventWriter(name, mapRuns);
    }
  }
}
