package org.rollcall.local.endpoint.ses;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.DefaultAddressParser;
import org.apache.james.mime4j.field.address.ParseException;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.endpoint.ServiceException;

/** Parses email addresses as SES does: ASCII only, with a local part and a domain. */
final class EmailAddresses {

  private static final String ATOM = "[!-~&&[^<>()\\[\\],;:\\\\\"@.]]+";
  private static final Pattern LOCAL_PART =
      Pattern.compile("(?=.{1,64}$)" + ATOM + "(\\." + ATOM + ")*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,255}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  private EmailAddresses() {}

  /**
   * Returns the addresses in a header value or in a parameter, without display names.
   *
   * @throws ServiceException if an address is invalid
   */
  static List<String> parse(String text) throws ServiceException {
    var addresses = new ArrayList<String>();
    try {
      for (Mailbox mailbox : DefaultAddressParser.DEFAULT.parseAddressList(text).flatten()) {
        requireValid(mailbox);
        addresses.add(mailbox.getAddress());
      }
    } catch (ParseException e) {
      // The message of the parser is not used because it quotes the text.
      throw invalid(text.contains("@") ? "Illegal address" : "Missing final '@domain'");
    }
    return addresses;
  }

  /** Returns the only address in a parameter. */
  static String parseOne(String text) throws ServiceException {
    List<String> addresses = parse(text);
    if (addresses.size() != 1) {
      throw invalid("Missing final '@domain'");
    }
    return addresses.get(0);
  }

  private static void requireValid(Mailbox mailbox) throws ServiceException {
    @Nullable String domain = mailbox.getDomain();
    if (domain == null || domain.isEmpty()) {
      throw invalid("Missing final '@domain'");
    }
    if (!DOMAIN.matcher(domain).matches()) {
      throw invalid("Domain contains illegal character");
    }
    if (!LOCAL_PART.matcher(mailbox.getLocalPart()).matches()) {
      throw invalid("Local address contains illegal character");
    }
  }

  private static ServiceException invalid(String message) {
    return new ServiceException("InvalidParameterValue", message);
  }
}
