package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;
import org.rollcall.local.admin.InvalidRecordException;

/** Reads users in Alma's XML, from student systems or from Alma's REST API. */
final class XmlUsers implements UserReader {

  /** Other elements that a list of users may contain. */
  private static final Set<String> IGNORED = Set.of("total_record_count");

  /** The elements before the message in an error answer. */
  private static final Set<String> ERROR_ANSWER =
      Set.of("web_service_result", "errorsExist", "errorList", "error", "errorCode");

  private final String file;
  private final XmlCursor xml;
  private final UserSink sink;
  private int count;

  /** The place of the last user, for an error; empty if there is none. */
  private String lastUser = "";

  private String stoppedAt = "";

  XmlUsers(String file, XmlCursor xml, UserSink sink) {
    this.file = file;
    this.xml = xml;
    this.sink = sink;
  }

  @Override
  public String place() {
    return file + " line " + xml.line() + stoppedAt;
  }

  @Override
  public void read() throws IOException {
    try {
      readUsers();
    } catch (XMLStreamException e) {
      stoppedAt = lastUser;
      throw XmlCursor.translate(e);
    }
  }

  private void readUsers() throws IOException, XMLStreamException {
    for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (xml.getLocalName().equals("user")) {
        readUser();
      } else if (xml.getDepth() > 1) {
        skipOtherElement();
      } else if (!xml.getLocalName().equals("users")) {
        throw otherRoot();
      }
    }
  }

  /** The error of a root element that is not Alma's. Quotes the message of an error answer. */
  private InvalidTextException otherRoot() throws XMLStreamException {
    String root = xml.getLocalName();
    for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("errorMessage")) {
        return new InvalidTextException(UserFileError.USER_FILE_IS_ERROR, xml.getElementText());
      }
      if (event == XMLStreamConstants.START_ELEMENT && !ERROR_ANSWER.contains(xml.getLocalName())) {
        break;
      }
    }
    return new InvalidTextException(UserFileError.XML_OTHER_ROOT, root);
  }

  private void readUser() throws XMLStreamException {
    count++;
    String place = place() + " (record " + count + ")";
    int depth = xml.getDepth();
    XmlRecord record = new XmlRecord(xml);
    ObjectNode user;
    int length;
    xml.startRecord();
    try {
      user = record.read();
      length = xml.recordLength();
    } catch (InvalidRecordException e) {
      xml.endRecord();
      xml.skipTo(depth);
      sink.notLoaded(e.toFault(place));
      return;
    } catch (XMLStreamException e) {
      lastUser = record.primaryId().map(id -> ", in " + id).orElse(lastUser);
      throw e;
    }
    lastUser = record.primaryId().map(id -> ", after " + id).orElse(lastUser);
    xml.endRecord();
    if (!record.omitted().isEmpty()) {
      String names = String.join(", ", record.omitted());
      sink.incomplete(Fault.of(place, UserFileError.XML_DATA_LEFT_OUT, names));
    }
    if (!xml.isExport() && !Json.isFilled(user.path("account_type"))) {
      // As in Alma, where users from a student system are external by default.
      user.put("account_type", "EXTERNAL");
    }
    sink.record(place, user, length);
  }

  private void skipOtherElement() throws XMLStreamException {
    String name = xml.getLocalName();
    String place = place();
    xml.skipTo(xml.getDepth());
    if (!IGNORED.contains(name)) {
      sink.notLoaded(Fault.of(place, UserFileError.XML_OTHER_ELEMENT, name));
    }
  }
}
