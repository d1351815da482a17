package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import org.rollcall.json.Json;
import org.rollcall.user.BrokenRecordException;

/** Users in Alma's XML: as student systems deliver them, or as Alma's REST API answers. */
final class XmlUsers implements UserReader {

  /** What a list of users may have beside these. */
  private static final Set<String> PASSED_OVER = Set.of("total_record_count");

  private final String file;
  private final XmlCursor xml;
  private final UserSink sink;
  private int count;

  XmlUsers(String file, XmlCursor xml, UserSink sink) {
    this.file = file;
    this.xml = xml;
    this.sink = sink;
  }

  @Override
  public String place() {
    return file + " line " + xml.line();
  }

  @Override
  public void read() throws IOException {
    for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (xml.name().equals("user")) {
        readUser();
      } else if (xml.depth() > 1) {
        readOther();
      } else if (!xml.name().equals("users")) {
        throw new UnreadableTextException(
            "it holds no users: Alma's files begin with <users> or <user>, and it with <"
                + xml.name()
                + ">");
      }
    }
  }

  private void readUser() throws IOException {
    count++;
    String place = place() + " (record " + count + ")";
    int depth = xml.depth();
    XmlRecord record = new XmlRecord(xml);
    ObjectNode user;
    try {
      user = record.read();
    } catch (BrokenRecordException e) {
      xml.leave(depth);
      sink.unreadable(place, "the record " + e.getMessage());
      return;
    }
    if (!record.leftOut().isEmpty()) {
      sink.incomplete(
          place, "without what Rollcall has no form for: " + String.join(", ", record.leftOut()));
    }
    if (!Json.isFilled(user.path("account_type"))) {
      // As in Alma, where a student system's users are external unless they say otherwise.
      user.put("account_type", "EXTERNAL");
    }
    sink.record(place, user, record.length());
  }

  private void readOther() throws IOException {
    String name = xml.name();
    String place = place();
    xml.leave(xml.depth());
    if (!PASSED_OVER.contains(name)) {
      sink.unreadable(place, "<" + name + "> is no <user>");
    }
  }
}
