package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.rollcall.set.CsvCells;
import org.rollcall.user.User;

/**
 * Writes a table for spreadsheet programs: RFC 4180, in UTF-8, with a byte order mark. Formulas are
 * made text. All cells are quoted, so that a program with another separator cannot split a cell
 * into a formula and its beginning.
 */
final class CsvUserWriter implements UserWriter {

  private final Writer out;
  private final CsvWriter csv;
  private final List<String> columns;

  CsvUserWriter(Writer out, List<String> columns) {
    this.out = out;
    this.columns = columns;
    this.csv =
        CsvWriter.builder()
            .bufferSize(0)
            .lineDelimiter(LineDelimiter.CRLF)
            .quoteStrategy(QuoteStrategies.ALWAYS)
            .build(out);
  }

  @Override
  public void begin() throws IOException {
    out.write(CsvCells.BYTE_ORDER_MARK);
    csv.writeRecord(columns.stream().map(CsvCells::escaped).toList());
  }

  @Override
  public Result write(ObjectNode record) {
    User user = new User(record);
    csv.writeRecord(
        columns.stream().map(path -> CsvCells.escaped(CellText.of(user, path))).toList());
    return Result.WRITTEN;
  }

  @Override
  public void end() {}
}
