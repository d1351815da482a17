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
 * An execution's events as lines of a file, in the shape of {@code GetExecutionHistory}. Events of
 * a distributed Map's children are among them, with the child's name in {@code child} and without
 * its data, as AWS logs children unless told otherwise.
 */
public final class HistoryFile implements AutoCloseable {

  private static final Set<String> DATA =
      Set.of("input", "output", "parameters", "assignedVariables");

  private final Writer lines;
  private final Time time;

  public HistoryFile(Path file, Time time) {
    this.time = time;
    try {
      // Not a channel of java.nio, which an interrupt of the writing thread would close.
      lines = new OutputStreamWriter(new FileOutputStream(file.toFile(), true), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The history of the execution whose file this is. */
  public History history(Consumer<MapRun> mapRuns) {
    return new Strand("", mapRuns);
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
   * The events of the execution itself, without its children's, in the order in which they
   * happened.
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
      // None was written yet, or the last one only in part.
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  /** The events of one execution, which are numbered. */
  private final class Strand implements History {

    private final String child;
    private final Consumer<MapRun> mapRuns;
    private long last;

    Strand(String child, Consumer<MapRun> mapRuns) {
      this.child = child;
      this.mapRuns = mapRuns;
    }

    @Override
    public synchronized long add(long previous, HistoryEvent event) {
      ObjectNode line = StateData.object();
      if (!child.isEmpty()) {
        line.put("child", child);
      }
      line.put("id", ++last)
          .put("previousEventId", previous)
          .put("timestamp", Timestamps.seconds(time.now()))
          .put("type", event.type());
      if (!event.member().isEmpty()) {
        ObjectNode details = event.details();
        line.set(event.member(), child.isEmpty() ? details : details.deepCopy().without(DATA));
      }
      append(line);
      return last;
    }

    @Override
    public void mapRunStarted(MapRun run) {
      mapRuns.accept(run);
    }

    @Override
    public History child(String name) {
      return new Strand(name, mapRuns);
    }
  }
}
