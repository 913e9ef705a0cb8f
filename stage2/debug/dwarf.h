/* Numbers of DWARF 5, by the names of its section 7. */
#ifndef DWARF_H
#define DWARF_H

#define DWARF_VERSION 5
#define DW_UT_compile 0x01
#define DW_LANG_C11 0x001d

#define DW_CHILDREN_no 0
#define DW_CHILDREN_yes 1

/* 7.5.3 tags */
#define DW_TAG_compile_unit 0x11
#define DW_TAG_subprogram 0x2e

/* 7.5.4 attributes */
#define DW_AT_name 0x03
#define DW_AT_stmt_list 0x10
#define DW_AT_low_pc 0x11
#define DW_AT_high_pc 0x12
#define DW_AT_language 0x13
#define DW_AT_comp_dir 0x1b
#define DW_AT_producer 0x25
#define DW_AT_decl_file 0x3a
#define DW_AT_decl_line 0x3b
#define DW_AT_external 0x3f
#define DW_AT_ranges 0x55

/* 7.5.6 forms */
#define DW_FORM_addr 0x01
#define DW_FORM_data4 0x06
#define DW_FORM_data8 0x07
#define DW_FORM_string 0x08
#define DW_FORM_data1 0x0b
#define DW_FORM_udata 0x0f
#define DW_FORM_sec_offset 0x17
#define DW_FORM_flag_present 0x19
#define DW_FORM_line_strp 0x1f

/* 7.22 line numbers */
#define DW_LNCT_path 1
#define DW_LNCT_directory_index 2
#define DW_LNS_copy 0x01
#define DW_LNS_advance_pc 0x02
#define DW_LNS_advance_line 0x03
#define DW_LNS_set_file 0x04
#define DW_LNS_set_column 0x05
#define DW_LNE_end_sequence 0x01
#define DW_LNE_set_address 0x02

/* 7.25 ranges */
#define DW_RLE_end_of_list 0x00
#define DW_RLE_start_length 0x07

#endif
