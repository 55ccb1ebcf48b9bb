"""What Word 2019 puts on the clipboard and into a file, written after its own output."""

# A part of minutes: a heading, a paragraph whose words Word has cut into spans, a list with Thai numbers, one of its
# items in two levels, a bullet, a table with merged cells, a comment, a deleted word and a picture.
CLIPBOARD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns:m="http://schemas.microsoft.com/office/2004/12/omml"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<link rel=File-List
href="file:///C:/Users/ADMINI~1/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml>
 <o:OfficeDocumentSettings>
  <o:AllowPNG/>
 </o:OfficeDocumentSettings>
</xml><![endif]-->
<!--[if gte mso 9]><xml>
 <w:WordDocument>
  <w:View>Normal</w:View>
  <w:LidThemeOther>EN-US</w:LidThemeOther>
 </w:WordDocument>
</xml><![endif]-->
<style>
<!--
 /* Font Definitions */
 @font-face
	{font-family:"TH SarabunPSK";
	panose-1:2 11 5 0 4 2 0 2 0 3;
	mso-font-charset:0;}
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no;
	margin:0in;
	font-size:16.0pt;
	mso-bidi-font-family:"TH SarabunPSK";}
-->
</style>
<!--[if gte mso 10]>
<style>
 /* Style Definitions */
 table.MsoNormalTable
	{mso-style-name:"Table Normal";}
</style>
<![endif]-->
</head>

<body lang=EN-US style='tab-interval:.5in;word-wrap:break-word'>
<!--StartFragment-->

<p class=MsoNormal style='mso-outline-level:1'><b><span lang=TH style='font-family:
"TH SarabunPSK",sans-serif'>ระเบียบวาระที่ ๕<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp;
</span>เรื่องเสนอเพื่อพิจารณา</span></b><b><span
style='font-family:"TH SarabunPSK",sans-serif'><o:p></o:p></span></b></p>

<p class=MsoNormal style='text-align:justify;text-justify:inter-cluster;text-indent:
.5in'><span lang=TH style='font-family:"TH SarabunPSK",sans-serif'>ฝ่ายเลขานุการ</span><span
lang=TH style='font-family:"TH SarabunPSK",sans-serif;mso-fareast-font-family:
"Times New Roman"'>รายงานว่า</span><span style='font-family:"TH SarabunPSK",sans-serif'>
<span lang=TH>ตำบลรัษฎา</span> <span lang=TH>มีผลคะแนนครบ</span> <b
style='mso-bidi-font-weight:normal'>41</b> <span lang=TH>ตัวชี้วัด</span><del
cite="mailto:staff" datetime="2026-08-18T10:00"><span lang=TH>ข้อความที่ลบแล้ว</span></del><o:p></o:p></span></p>

<p class=MsoListParagraphCxSpFirst style='margin-left:1.0in;mso-add-space:auto;
text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:"TH SarabunPSK",sans-serif;mso-fareast-font-family:"TH SarabunPSK"'><span
style='mso-list:Ignore'>๑.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><span lang=TH
style='font-family:"TH SarabunPSK",sans-serif'>ให้ความเห็นชอบ<b>พื้นที่เป้าหมาย</b><o:p></o:p></span></p>

<p class=MsoListParagraphCxSpMiddle style='margin-left:1.5in;mso-add-space:auto;
text-indent:-.5in;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"TH SarabunPSK",sans-serif'><span
style='mso-list:Ignore'>๑.๑<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]><span
lang=TH style='font-family:"TH SarabunPSK",sans-serif'>ตำบลรัษฎา<o:p></o:p></span></p>

<p class=MsoListParagraphCxSpLast style='margin-left:1.0in;mso-add-space:auto;
text-indent:-.25in;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:
Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><span lang=TH>ให้จัดทำแผน<a
style='mso-comment-reference:A_1;mso-comment-date:20260818T1000'>ปฏิบัติการ</a><span
class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a
class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[A1]</a><![endif]></span></span><o:p></o:p></span></p>

<p class=MsoNormal><o:p>&nbsp;</o:p></p>

<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0
 style='border-collapse:collapse;border:none;mso-border-alt:solid windowtext .5pt'>
 <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
  <td width=200 rowspan=2 style='width:150.0pt;border:solid windowtext 1.0pt'>
  <p class=MsoNormal align=center><b><span lang=TH>พื้นที่<o:p></o:p></span></b></p>
  </td>
  <td width=400 colspan=2 valign=top style='width:300.0pt'>
  <p class=MsoNormal align=center><span lang=TH>ผลการประเมิน<o:p></o:p></span></p>
  </td>
 </tr>
 <tr style='mso-yfti-irow:1'>
  <td width=200 valign=top>
  <p class=MsoNormal><span lang=TH>ผ่าน<o:p></o:p></span></p>
  </td>
  <td width=200 valign=top>
  <p class=MsoNormal><span lang=TH>หมายเหตุ<o:p></o:p></span></p>
  </td>
 </tr>
 <tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'>
  <td width=200 valign=top>
  <p class=MsoNormal><span lang=TH>รัษฎา<o:p></o:p></span></p>
  </td>
  <td width=200 valign=top>
  <p class=MsoNormal>38<o:p></o:p></p>
  </td>
  <td width=200 valign=top>
  <p class=MsoNormal><span lang=TH>ย่อหน้าแรก<o:p></o:p></span></p>
  <p class=MsoNormal><span lang=TH>ย่อหน้าที่สอง<o:p></o:p></span></p>
  </td>
 </tr>
</table>

<p class=MsoNormal><span style='mso-no-proof:yes'><!--[if gte vml 1]><v:shapetype id="_x0000_t75"
 coordsize="21600,21600"/><v:shape id="Picture_x0020_1"><v:imagedata
  src="file:///C:/Users/ADMINI~1/AppData/Local/Temp/msohtmlclip1/01/clip_image001.png" o:title=""/></v:shape><![endif]--><![if !vml]><img
width=100 height=100
src="file:///C:/Users/ADMINI~1/AppData/Local/Temp/msohtmlclip1/01/clip_image002.jpg"
v:shapes="Picture_x0020_1"><![endif]></span><b><span lang=TH>มติที่ประชุม</span></b><span
lang=TH><span style='mso-spacerun:yes'>&nbsp; </span>เห็นชอบ<o:p></o:p></span></p>

<div style='mso-element:comment-list'><hr class=msocomoff align=left size=1 width="33%">
<div style='mso-element:comment'><p class=MsoCommentText>ความเห็นที่ไม่ใช่เนื้อความ<o:p></o:p></p></div>
</div>

<!--EndFragment-->
</body>

</html>"""

# The same as the text of minutes.
AS_TEXT = """**ระเบียบวาระที่ ๕ เรื่องเสนอเพื่อพิจารณา**
ฝ่ายเลขานุการรายงานว่า ตำบลรัษฎา มีผลคะแนนครบ **41** ตัวชี้วัด
๑. ให้ความเห็นชอบ**พื้นที่เป้าหมาย**
๑.๑ ตำบลรัษฎา
- ให้จัดทำแผนปฏิบัติการ
| พื้นที่ | ผลการประเมิน | |
| | ผ่าน | หมายเหตุ |
| รัษฎา | 38 | ย่อหน้าแรก ย่อหน้าที่สอง |
**มติที่ประชุม** เห็นชอบ"""
