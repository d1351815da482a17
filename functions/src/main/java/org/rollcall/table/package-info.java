/** Readers for tables: text with separators, and Excel workbooks. */
package org.rollcall.table;
