package org.rollcall.cli.letters;

/** A paper size, with the place of the address for envelopes with a window. */
enum PaperSize {
  /**
   * DIN 5008, form B, for envelopes DL (ISO 269) and C6/5: the sheet is folded 105 mm and 210 mm
   * from the top. The address field is 20 mm from the left and 85 mm wide, and text in it begins 5
   * mm further right. The recipient's lines are between 62.7 mm and 90 mm from the top, with the
   * sender in one line above them.
   */
  A4(
      """
      @page { size: 210mm 297mm; margin: 20mm 20mm 20mm 25mm; }
      :root {
        --width: 210mm; --height: 297mm; --margin: 20mm; --left: 25mm;
        --sender-top: 58mm; --address-top: 63mm; --address-width: 78mm; --text-top: 100mm;
      }
      """),
  /**
   * US Letter, folded into thirds, for envelopes #10 with a window of 4 1/2 by 1 1/8 inches that is
   * 7/8 inch from the left and 1/2 inch from the bottom. In the envelope, which is larger than the
   * folded sheet, the window shows the part between 2 and 3 1/8 inches from the sheet's top when
   * the sheet is at the bottom.
   */
  LETTER(
      """
      @page { size: 8.5in 11in; margin: 0.75in 1in 0.75in 1in; }
      :root {
        --width: 8.5in; --height: 11in; --margin: 0.75in; --left: 1in;
        --sender-top: 1.9in; --address-top: 2.15in; --address-width: 3.3in; --text-top: 3.75in;
      }
      """);

  private final String rules;

  PaperSize(String rules) {
    this.rules = rules;
  }

  /** The rules of a style sheet for this size. */
  String rules() {
    return rules;
  }
}
