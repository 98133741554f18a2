"""What is counted: the noun after a bare number.

Vietnamese puts the counted noun, or its classifier, right after the number. Nouns common in
administrative prose are listed, with their English names, so that folded text and English answers
name the same unit; any other noun is read by rule: one or two syllables up to a function word.
"""

from __future__ import annotations

from vietnamese.normal import fold
from vietnamese.units import Spelling, Unit, index

#: Vietnamese noun = English words (several with "/"); an empty right side has no fixed English.
_NOUNS = """
người=people/persons/person; nhân khẩu=inhabitants; dân; cá nhân=individuals; công dân=citizens
cán bộ=officials; công chức=civil servants; viên chức=public employees; đảng viên=party members
đại biểu=delegates/deputies; hội viên=members; đoàn viên=union members; thành viên
học sinh=pupils; sinh viên=students/university students; trẻ em=children; trẻ; giáo viên=teachers
giáo sư=professors; phó giáo sư; tiến sĩ; thạc sĩ; hành vi; hành vi vi phạm=violations
bác sĩ=doctors/physicians; y sĩ; điều dưỡng=nurses; bệnh nhân=patients; chuyên gia=experts/expert
lao động=workers/labourers/laborers; công nhân; nhân viên=employees/staff; chiến sĩ=soldiers
cử tri=voters; hộ=households/household; gia đình=families; hộ gia đình; hộ dân; chủ thể; thí sinh
du khách=visitors; hành khách=passengers; khách=guests; khách du lịch=tourists; khách quốc tế
lượt khách=visitor arrivals; lượt người; lượt; lượt xe; lượt hộ; ca; ca bệnh; ca mắc=infections
trường hợp=cases/case; ca f0; vụ=incidents; vụ việc; vụ án; vụ tai nạn=accidents
đối tượng=beneficiaries; nạn nhân=victims; huyện=districts/district; thành phố=cities/city
thị xã=towns/town; xã=communes/commune; phường=wards/ward; thị trấn=townships
tỉnh=provinces/province; quận=urban districts; thôn=hamlets; xóm; bản=villages; làng; ấp; buôn
tổ dân phố; khu phố; khu dân cư=residential areas; đặc khu; địa phương=localities/locality
đơn vị=units/unit; cơ quan=agencies/agency; tổ chức=organisations; sở=departments
ngành=sectors/sector; ban; phòng; cấp; bộ=ministries; lĩnh vực=fields/areas
doanh nghiệp=enterprises/businesses/companies/firms/enterprise; công ty; hợp tác xã=cooperatives/htx
tổ hợp tác; nhà đầu tư=investors/investor; nhà máy=factories/factory/plants; ngân hàng=banks
cơ sở=establishments/facilities; cơ sở sản xuất; trang trại=farms; gia trại; hộ kinh doanh
trường=schools/school; trường học; lớp=classes; lớp học; phòng học=classrooms; trạm=stations
trạm y tế=health stations; bệnh viện=hospitals/hospital; giường bệnh=hospital beds; giường=beds
trung tâm=centres/centers; chợ=markets; siêu thị=supermarkets; khách sạn=hotels; phòng nghỉ
dự án=projects/project; đề án=schemes/scheme; chương trình=programmes/programs/programme
kế hoạch=plans; nhiệm vụ=tasks/task; giải pháp=solutions/measures
nội dung=items/contents/agenda items; vấn đề=issues/matters
chỉ tiêu=targets/target; mục tiêu=goals/objectives
tiêu chí=criteria; chính sách=policies; nghị quyết=resolutions; quyết định=decisions
văn bản=documents; báo cáo=reports; tờ trình; luật=laws; thủ tục=procedures
thủ tục hành chính=administrative procedures; hồ sơ=dossiers/files; dịch vụ công; đơn=petitions
ý kiến=opinions; kiến nghị=recommendations; cuộc; cuộc họp=meetings; hội nghị=conferences; phiên
kỳ họp=sessions; đợt; chuyến=trips; chuyến bay=flights; hoạt động=activities; sự kiện=events
sản phẩm=products/product; sản phẩm ocop; mặt hàng; loại=kinds/types; nhóm=groups; giống=varieties
công trình=works; hạng mục; tuyến=routes; tuyến đường=roads; cầu=bridges; cây cầu; hồ=reservoirs
hồ chứa; khu công nghiệp=industrial parks/industrial zones; cụm công nghiệp=industrial clusters
khu=zones; khu vực; khu tái định cư; khu đô thị=urban areas; cụm=clusters; điểm du lịch
di tích=relics; di sản=heritage sites; lễ hội=festivals; bảo tàng; thư viện=libraries
câu lạc bộ=clubs; căn; căn hộ=apartments/flats; căn nhà; nhà=houses; ngôi nhà; nhà ở=homes
phòng ở; suất; lô=lots; thửa; thửa đất=plots; mỏ=mines; giấy phép=permits/licences/licenses
giấy chứng nhận=certificates; mã số; xe=vehicles; ô tô=cars; xe máy=motorcycles; xe buýt=buses
phương tiện=means of transport; tàu=ships; tàu cá=fishing vessels; máy; thiết bị=devices
máy tính=computers; tài khoản=accounts; thuê bao=subscribers; camera=cameras; trạm bts
trạm bơm=pumping stations; bộ hồ sơ; cuốn; quyển=books; tờ; bài=articles; tin; chuyên mục
tác phẩm; con; con trâu; con bò; con lợn=pigs; gia cầm; trâu=buffaloes; bò=cows; lợn; gà=chickens
đàn=herds; cây=trees/tree; cây xanh; ổ dịch=outbreaks; mũi=shots; mũi tiêm; liều=doses/dose
liều vắc xin=vaccine doses; mẫu xét nghiệm=samples; chốt=checkpoints; chốt kiểm dịch; tổ=teams
đội=squads; đoàn=delegations; nước=countries; quốc gia=countries/nations
vùng lãnh thổ=territories; thị trường=markets; dân tộc=ethnic groups; chi bộ=party cells
đảng bộ=party committees; tổ chức đảng; tổ chức cơ sở đảng; chi hội; hội=associations; bước
giai đoạn=phases; nguyên tắc=principles; trụ cột=pillars; khâu đột phá=breakthroughs; đột phá
chiếc; cái; bộ phận; phần=parts; suất quà=gifts; phần quà; học bổng=scholarships; mô hình=models
việc làm=jobs; vị trí việc làm; chỗ làm việc; chỗ=seats; ghế; tiết; tín chỉ=credits
câu hỏi=questions; tầng=floors/storeys; văn phòng=offices; phiếu=votes; vé=tickets; quả; viên
bến=berths; lồng=cages
sao=stars; bậc=places/ranks; hạng; môn; đồng chí=comrades; vị; ủy viên; lãnh đạo=leaders; già làng
nghệ nhân; thương hiệu=brands; nhãn hiệu=trademarks; bằng sáng chế=patents; sáng kiến=initiatives
đề tài=studies; hợp đồng=contracts; gói thầu=bidding packages; thỏa thuận=agreements
biên bản=minutes; điều khoản; nguồn; kênh; mạng; điểm cầu; điểm bán hàng; điểm trường; điểm dân cư
tổ công tác; nhóm giải pháp; danh mục; bài học; hình thức; phương án=options; kịch bản=scenarios
trận; cơn bão=storms; đợt mưa; hạng mục công trình; áp thấp nhiệt đới=tropical depressions
hướng dẫn viên=tour guides; vận động viên=athletes; huấn luyện viên=coaches; cộng tác viên
hòa giải viên=mediators; tuyên truyền viên; báo cáo viên; tình nguyện viên=volunteers; kỹ thuật viên
điều tra viên; kiểm sát viên; công chứng viên; trợ giúp viên; luật sư=lawyers; thẩm phán=judges
nghệ sĩ=artists; dược sĩ=pharmacists; y tá; hộ sinh=midwives; kỹ sư=engineers; học viên=trainees
nghiên cứu sinh; thanh niên=young people; phụ nữ=women; nông dân=farmers; bị can=accused; bị cáo
thương binh=war invalids; bệnh binh; liệt sĩ=martyrs; tân binh=recruits; quân nhân; con nghiện
huy chương=medals; huy chương vàng=gold medals; huy chương bạc=silver medals
huy chương đồng=bronze medals; hcv; hcb; hcđ; giải=prizes; giải thưởng=awards; bằng khen
cặp=couples; đôi; văn bằng; giấy phép lái xe=driving licences; bằng lái xe; thẻ=cards
thẻ căn cước=identity cards; thẻ căn cước công dân=citizen identity cards; thẻ bhyt
thẻ bảo hiểm y tế=health insurance cards; đơn thư; đám cháy; điểm sạt lở=landslide sites
tổ chức cơ sở đảng=party organisations; bà mẹ việt nam anh hùng; mẹ việt nam anh hùng
trạm xá; dịch vụ công trực tuyến=online public services
"""


def _noun_spellings() -> list[Spelling]:
    found = []
    for entry in _NOUNS.replace("\n", ";").split(";"):
        name, _, english = (part.strip() for part in entry.partition("="))
        if not name:
            continue
        words = [word for word in english.split("/") if word]
        unit = Unit(name, words[0] if words else "", "count", whole=True)
        found.append(Spelling(name, "vi", unit))
        found.extend(Spelling(word, "en", unit) for word in words)
    return found


NOUNS = index(_noun_spellings())
NOUN_NAMES = {
    spelling.unit.name: spelling.unit
    for spellings in NOUNS.values()
    for spelling in spellings
    if spelling.unit and spelling.language == "vi"
}

#: Function words and common verbs: none is, or begins the second syllable of, a counted noun.
_STOP_WORDS = """
và hoặc hay của là được đã đang sẽ có cho với trong ngoài tại ở từ đến tới so như thì mà do bởi vì
nên để khi nếu này đó kia ấy tăng giảm đạt bằng chiếm trên dưới hơn gần khoảng còn cũng đều không
chưa phải cần vào ra lên xuống theo về bị năm tháng ngày quý trước sau giữa cùng thuộc gồm nhưng
song tuy rồi nữa thêm qua bao mỗi các những một tổng trở lần nhằm gắn ước tính vượt hoàn làm góp
tham đi chỉ mới nay hiện vẫn lại nhất thứ số kể nhờ dự đặt đưa xây triển hàng bình trung tương đối
mức thực phấn hai ba bốn sáu bảy tám chín mười trăm nghìn ngàn triệu tỷ toàn tốt xong thế dù rằng
sang liên tối đồng
"""
_ENGLISH_STOP_WORDS = """
of and the a an in by to from for with at on was were is are be been has have had up down per more
less than or over compared percent which that this its their as against while but about also not
will would can should may must reached rose fell grew increased decreased
"""
#: "thế kỷ" and English "the", "tầng" and "tăng" differ only where a text has accents.
STOP_WORDS = frozenset(_STOP_WORDS.split()) - {"thế"}
ENGLISH_STOP_WORDS = frozenset(_ENGLISH_STOP_WORDS.split())
PLAIN_STOP_WORDS = frozenset(map(fold, STOP_WORDS)) | ENGLISH_STOP_WORDS
