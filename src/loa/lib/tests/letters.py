"""Mails as programs write them, for tests; every person and address in them is invented."""

import base64
import quopri

# Two halves, so that no scanner takes this file for what it is about.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def wire(text: str) -> bytes:
    """Return a mail as it goes over the line; where it begins with a line break, that is left out."""
    return text.lstrip("\n").replace("\n", "\r\n").encode()


def base64_lines(data: bytes) -> str:
    return base64.encodebytes(data).decode()


_ANSWER = """Kính gửi phòng,

Xã gửi báo cáo tháng 3.

Vào Th 2, 11 thg 3, 2024 vào lúc 16:02 Phòng Nội vụ (minh họa) <
noivu@huyen.example> đã viết:

> Đề nghị gửi trước ngày 15.
>
"""

GMAIL = wire(
    f"""
Return-Path: <huong.minhhoa@xa-a.example>
Authentication-Results: mx.loa.example;
       dkim=pass header.i=@xa-a.example header.s=20230601 header.b="kQ7;dmarc=fail";
       spf=pass (mx.loa.example: domain of huong.minhhoa@xa-a.example designates 192.0.2.1 as permitted sender)
       smtp.mailfrom=huong.minhhoa@xa-a.example;
       dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=xa-a.example
Received: from mail-1.example; Tue, 12 Mar 2024 08:30:05 +0700 (ICT)
MIME-Version: 1.0
From: =?UTF-8?B?TmfDtCBUaOG7iyBIxrDGoW5nICg=?= =?UTF-8?B?bWluaCBo4buNYSk=?= <Huong.MinhHoa@xa-a.example>
Date: Tue, 12 Mar 2024 08:30:00 +0700
Message-ID: <CAF-1@mail.example>
Subject: =?UTF-8?Q?B=C3=A1o_c=C3=A1o_th=C3=A1ng_3_c?= =?UTF-8?Q?=E1=BB=A7a_x=C3=A3?=
To: Loa <loa@huyen.example>
Content-Type: multipart/mixed; boundary="000mix"

--000mix
Content-Type: multipart/alternative; boundary="000alt"

--000alt
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: base64

{base64_lines(_ANSWER.encode())}
--000alt
Content-Type: text/html; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

<div dir=3D"ltr">K=C3=ADnh g=E1=BB=ADi</div>
--000alt--
--000mix
Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document;
 name="=?UTF-8?B?QsOhbyBjw6FvLmRvY3g=?="
Content-Disposition: attachment; filename="=?UTF-8?B?QsOhbyBjw6FvLmRvY3g=?="
Content-Transfer-Encoding: base64
X-Attachment-Id: f_1

{base64_lines(b"PK docx")}
--000mix--
"""
)

_WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<!--[if !mso]><style>v\\:* {behavior:url()}</style>
<![endif]--><style><!-- p.MsoNormal {margin:0in} --></style><!--[if gte mso 9]><xml><o:shapedefaults/></xml><![endif]-->
</head><body lang="EN-US"><div class="WordSection1"><p class="MsoNormal">Kính gửi đồng chí,<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoListParagraph" style="text-indent:-.25in"><![if !supportLists]>
<span style="font-family:Symbol">
<span style="mso-list:Ignore">·<span style="font:7.0pt">&nbsp;&nbsp; </span></span></span>
<![endif]>Họp thôn: 12 buổi<o:p></o:p></p>
<table class="MsoNormalTable"><tr><td><p class="MsoNormal">Thôn<o:p></o:p></p></td>
<td><p class="MsoNormal">Số buổi</p></td>
</tr><tr><td><p class="MsoNormal">Thôn A</p></td><td><p class="MsoNormal">7</p></td></tr></table>
<p class="MsoNormal"><img width="90" src="cid:image001.png@01DA"><o:p></o:p></p>
<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>From:</b>
Phòng Nội vụ &lt;noivu@huyen.example&gt;<br><b>Sent:</b> Monday, March 11, 2024 4:02 PM<br></p></div></div>
<p class="MsoNormal">Đề nghị báo cáo.</p></div></body></html>"""

OUTLOOK = wire(
    f"""
From: "Tran Van Minh Hoa" <minhhoa@xa-b.example>
To: <loa@huyen.example>
Subject: =?utf-8?B?UkU6IELDoW8gY8OhbyBo4buNcCB0aMO0bg==?=
Date: Tue, 12 Mar 2024 09:15:00 +0700
Message-ID: <000001da7412$e0b1@xa-b.example>
In-Reply-To: <abc@huyen.example>
MIME-Version: 1.0
X-Mailer: Microsoft Outlook 16.0
Content-Type: multipart/related; boundary="----=_NextPart_000"

This is a multipart message in MIME format.

------=_NextPart_000
Content-Type: multipart/alternative; boundary="----=_NextPart_001"

------=_NextPart_001
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 7bit

\x20
------=_NextPart_001
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

{quopri.encodestring(_WORD.encode()).decode()}
------=_NextPart_001--

------=_NextPart_000
Content-Type: image/png; name="image001.png"
Content-Transfer-Encoding: base64
Content-ID: <image001.png@01DA>

{base64_lines(b"PNG" * 100)}
------=_NextPart_000
Content-Type: application/ms-tnef; name="winmail.dat"
Content-Disposition: attachment; filename="winmail.dat"
Content-Transfer-Encoding: base64

{base64_lines(b"TNEF")}
------=_NextPart_000--
"""
)

APPLE = wire(
    f"""
From: =?utf-8?Q?L=C3=AA_Minh_H=E1=BB=8Da?= <le.minhhoa@xa-c.example>
Content-Type: multipart/mixed; boundary="Apple-Mail-1"
Mime-Version: 1.0 (1.0)
Date: Tue, 12 Mar 2024 10:00:00 +0700
Subject: =?utf-8?Q?=E1=BA=A2nh_h=E1=BB=8Dp_th=C3=B4n?=
Message-Id: <A1B2@xa-c.example>
To: loa@huyen.example
X-Mailer: iPhone Mail (21D61)

--Apple-Mail-1
Content-Type: text/plain; charset=utf-8; format=flowed; delsp=no
Content-Transfer-Encoding: quoted-printable

=E1=BA=A2nh h=E1=BB=8Dp th=C3=B4n A t=E1=BB=91i qua,=20
c=C3=B3 45 ng=C6=B0=E1=BB=9Di d=E1=BB=B1.
--Apple-Mail-1
Content-Type: image/heic; name="IMG_0001.HEIC"; x-apple-part-url="A-1"
Content-Disposition: inline; filename="IMG_0001.HEIC"
Content-Transfer-Encoding: base64

{base64_lines(b"ftypheic" * 1_000)}
--Apple-Mail-1
Content-Type: text/plain; charset=us-ascii
Content-Transfer-Encoding: 7bit



Sent from my iPhone
--Apple-Mail-1
Content-Type: image/heic
Content-Disposition: attachment;
 filename*0*=utf-8''%E1%BA%A2nh%20h%E1%BB%8D;
 filename*1*=p%20th%C3%B4n.heic
Content-Transfer-Encoding: base64

{base64_lines(b"ftypheic")}
--Apple-Mail-1--
"""
)

BOUNCE = wire(
    """
Return-Path: <>
From: MAILER-DAEMON@mail.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: loa@huyen.example
Date: Tue, 12 Mar 2024 11:00:00 +0700
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="bounce"
Message-Id: <B1@mail.example>

--bounce
Content-Type: text/plain; charset=us-ascii

The mail system could not deliver your message.
--bounce
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; khong-co@xa-d.example
Action: failed
Status: 5.1.1
--bounce
Content-Type: text/rfc822-headers

Subject: abc
--bounce--
"""
)

ABSENT = wire(
    """
From: vang.minhhoa@xa-d.example
To: loa@huyen.example
Subject: =?utf-8?B?VHLhuqMgbOG7nWkgdOG7sSDEkeG7mW5n?=: abc
Date: Tue, 12 Mar 2024 12:00:00 +0700
Auto-Submitted: auto-replied (vacation)
X-Auto-Response-Suppress: All
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Tôi đi công tác đến hết tuần.
"""
)


def plain(head: str = "", body: str = "Tin.") -> bytes:
    """Return the smallest mail there is, with more fields."""
    return wire(f"From: a@xa-a.example\nSubject: Tin\n{head}\n{body}\n")


def with_file(name: str, data: bytes, kind: str = "application/octet-stream", disposition: str = "attachment") -> bytes:
    """Return a mail with one file; `name` stands there as it is given."""
    return wire(
        f"From: a@xa-a.example\nSubject: Tin\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/mixed; boundary=b\n\n"
        f"--b\nContent-Type: text/plain\n\nTin.\n--b\nContent-Type: {kind}\n"
        f"Content-Disposition: {disposition}; {name}\n"
        f"Content-Transfer-Encoding: base64\n\n{base64_lines(data)}\n--b--\n"
    )
